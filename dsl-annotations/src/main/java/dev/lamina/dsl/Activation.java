package dev.lamina.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An activation function: the last layer of its member, or a layer of its own on a member without a
 * principal annotation. Keeps the shape.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Activation {
  /** Which function. Default NETWORK: the one that {@link Network#activation} names. */
  ActivationFunction value() default ActivationFunction.NETWORK;
}
