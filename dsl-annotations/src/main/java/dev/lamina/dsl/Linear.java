package dev.lamina.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A fully connected layer: a vector of any length becomes a vector of {@code units}. It does not
 * flatten a feature map; pool it first.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Linear {
  /** Length of the output, at least 1. Default {@link Sizes#CLASSES}. */
  int units() default Sizes.CLASSES;

  /** Whether a bias per unit is added. Default true. */
  boolean bias() default true;
}
