package dev.lamina.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A convolution (cross-correlation) with a square kernel. {@code (C, H, W)} becomes {@code
 * (filters, H', W')} with {@code H' = floor((H + 2 padding - kernel) / stride) + 1}, and W'
 * likewise.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Conv {
  /** Output channels, at least 1 and a multiple of {@code groups}; or {@link Sizes#SAME}. */
  int filters();

  /** Side of the kernel in pixels, at least 1. */
  int kernel();

  /** Step in pixels, at least 1. Default 1; 2 halves height and width. */
  int stride() default 1;

  /**
   * Zeros added on each side, in pixels, at least 0. Default {@link Sizes#SAME}: half the kernel,
   * which must then be odd.
   */
  int padding() default Sizes.SAME;

  /** Whether a bias per filter is added. Default false: a norm that follows has one. */
  boolean bias() default false;

  /**
   * Number of independent convolutions into which channels and filters are split, at least 1.
   * Default 1. No effect on shapes.
   */
  int groups() default 1;
}
