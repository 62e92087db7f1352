package dev.lamina.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An Inception block (Szegedy et al., 2015): four branches on one input, each convolution with a
 * bias and followed by a norm and an activation; concatenated in the order 1x1, 3x3, 5x5, pool.
 * {@code (C, H, W)} becomes {@code (out1x1 + out3x3 + out5x5 + outPool, H, W)}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Inception {
  /** Filters of the 1x1 convolution in front of the 3x3 convolution, at least 1. */
  int reduce3x3();

  /** Filters of the 1x1 convolution in front of the 5x5 convolution, at least 1. */
  int reduce5x5();

  /** Output channels of the 1x1 branch, at least 1. */
  int out1x1();

  /** Output channels of the 3x3 branch, at least 1. */
  int out3x3();

  /** Output channels of the 5x5 branch, at least 1. */
  int out5x5();

  /** Output channels of the branch of a 3x3 max-pool and a 1x1 convolution, at least 1. */
  int outPool();

  /** The function after every norm. Default NETWORK. No effect on shapes. */
  ActivationFunction activation() default ActivationFunction.NETWORK;
}
