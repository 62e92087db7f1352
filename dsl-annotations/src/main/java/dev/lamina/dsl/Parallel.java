package dev.lamina.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a block of the user's own: an interface whose methods are branches on one input, joined
 * in source order. A member whose return type is such an interface is that block.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Parallel {
  /** How the branches become one. */
  Join join();
}
