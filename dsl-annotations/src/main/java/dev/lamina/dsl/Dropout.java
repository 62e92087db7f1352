package dev.lamina.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Dropout (Srivastava et al., 2014): in training each element becomes 0 with probability {@code
 * rate}, the others are scaled by {@code 1 / (1 - rate)}; in inference nothing happens. Keeps the
 * shape.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Dropout {
  /** Probability of 0, in [0, 1). Default 0.5. */
  double rate() default 0.5;
}
