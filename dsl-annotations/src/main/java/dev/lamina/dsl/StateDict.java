package dev.lamina.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names a member's parameters in weight files. Without it they are named after the member: {@code
 * stem.weight}, {@code stem.norm.weight}; those of repeated blocks {@code stage.0…}, {@code
 * stage.1…}. Inside a block of the user's own, names continue the block's. No effect on shapes.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface StateDict {
  /**
   * Prefix of the names; {@code #} becomes {@code first} plus the number of the repetition. A
   * member that is repeated needs one.
   */
  String value();

  /** What {@code #} is for the first repetition, at least 0. Default 0. */
  int first() default 0;

  /** Prefix of the {@link BatchNorm}'s names. Default (empty): {@code value} and {@code .norm}. */
  String norm() default "";
}
