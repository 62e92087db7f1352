package dev.lamina.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A dense block (Huang et al., 2017): each layer is norm, activation, 1x1 convolution, norm,
 * activation, 3x3 convolution, and its output is put in front of its input. {@code (C, H, W)}
 * becomes {@code (C + layers * growth, H, W)}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Dense {
  /** Number of layers, at least 1. */
  int layers();

  /** Channels that each layer adds, at least 1. Default 16. */
  int growth() default 16;

  /**
   * Channels after a layer's 1x1 convolution as a multiple of {@code growth}, at least 1. Default
   * 2. No effect on the block's output shape.
   */
  int bottleneck() default 2;

  /** The function after every norm. Default NETWORK. No effect on shapes. */
  ActivationFunction activation() default ActivationFunction.NETWORK;
}
