package dev.lamina.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A series of residual blocks (He et al., 2016): two 3x3 convolutions, or with {@link Grouped} a
 * bottleneck of three, added to a shortcut. {@code (C, H, W)} becomes {@code (filters, H', W')}
 * with {@code H' = floor((H - 1) / stride) + 1}, and W' likewise.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Residual {
  /** Output channels, at least 1; or {@link Sizes#SAME}, which {@link Grouped} does not take. */
  int filters();

  /** Number of blocks, at least 1. Default 1. */
  int blocks() default 1;

  /** Step of the first block in pixels, at least 1; the others have 1. Default 1. */
  int stride() default 1;

  /**
   * Whether norm and activation come before the convolutions, and none after the sum (He et al.,
   * 2016b). Default false. Not with {@link Grouped}. No effect on shapes.
   */
  boolean preAct() default false;

  /**
   * What the shortcut is where the identity does not fit, because the stride is not 1 or channels
   * change. Default PROJECTION. No effect on shapes.
   */
  ShortcutKind shortcut() default ShortcutKind.PROJECTION;

  /** The function after the norms, and after the sum. Default NETWORK. No effect on shapes. */
  ActivationFunction activation() default ActivationFunction.NETWORK;
}
