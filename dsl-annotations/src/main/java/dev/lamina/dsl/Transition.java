package dev.lamina.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The step between two dense blocks (Huang et al., 2017): norm, activation, 1x1 convolution, 2x2
 * average pooling. {@code (C, H, W)} becomes {@code (floor(compression * C), floor(H / 2), floor(W
 * / 2))}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Transition {
  /** Part of the channels that is kept, in (0, 1]. Default 0.5. */
  double compression() default 0.5;

  /** The function after the norm. Default NETWORK. No effect on shapes. */
  ActivationFunction activation() default ActivationFunction.NETWORK;
}
