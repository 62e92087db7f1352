package dev.lamina.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a network's parameters begin. Norms always begin with weight 1 and bias 0. A network without
 * this annotation takes the defaults; a network that extends another takes that one's.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Initialize {
  /** Weights of convolutions. Default KAIMING_NORMAL_FAN_IN. */
  Scheme convolution() default Scheme.KAIMING_NORMAL_FAN_IN;

  /** Weights of linear layers. Default UNIFORM_FAN_IN. */
  Scheme linear() default Scheme.UNIFORM_FAN_IN;

  /** Whether every bias begins at 0 instead of U(±1/√fanIn). Default false. */
  boolean zeroBias() default false;
}
