package dev.lamina.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Average pooling over square windows; padding counts as zeros. {@code (C, H, W)} becomes {@code
 * (C, H', W')} with {@code H' = floor((H + 2 padding - kernel) / stride) + 1}, and W' likewise.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface AvgPool {
  /** Side of the window in pixels, at least 1. */
  int kernel();

  /** Step in pixels, at least 1. Default {@link Sizes#KERNEL}: windows do not overlap. */
  int stride() default Sizes.KERNEL;

  /**
   * Pixels added on each side, at least 0 and at most half the kernel; or {@link Sizes#SAME}: half
   * the kernel, which must then be odd. Default 0.
   */
  int padding() default 0;
}
