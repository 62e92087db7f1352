package dev.lamina.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Batch normalisation (Ioffe and Szegedy, 2015): after the principal annotation of its member and
 * before its {@link Activation}, or a layer of its own on a member without a principal annotation.
 * Keeps the shape; needs a feature map.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface BatchNorm {
  /** Added to the variance, in (0, 1). Default 1e-5. */
  double epsilon() default 1e-5;

  /** Weight of the new batch in the running averages, in (0, 1]. Default 0.1. */
  double momentum() default 0.1;
}
