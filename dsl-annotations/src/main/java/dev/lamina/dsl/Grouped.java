package dev.lamina.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Turns the blocks of a {@link Residual} into ResNeXt bottlenecks (Xie et al., 2017): a 1x1
 * convolution to {@code D} channels, a 3x3 convolution in {@code cardinality} groups, a 1x1
 * convolution to {@code filters} channels, with {@code D = cardinality * baseWidth * filters / (64
 * * widen)}. The width of a group, {@code D / cardinality}, must be a whole number.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Grouped {
  /** Number of groups, at least 1. No effect on the block's output shape. */
  int cardinality();

  /** Channels of one group where {@code filters = 64 widen}, at least 1. No effect on output. */
  int baseWidth();

  /**
   * How many times wider than the first stage's 64 channels its output is, at least 1. Default 4.
   */
  int widen() default 4;
}
