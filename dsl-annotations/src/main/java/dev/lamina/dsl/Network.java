package dev.lamina.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a network: an interface or abstract class whose abstract methods are its layers, in
 * source order. The processor writes an implementation, {@code Compiled} followed by the type's
 * name, in the same package.
 *
 * <p>A network that extends another takes its members in their order; a member that it declares
 * again replaces the inherited one in its place, new members come last. Attributes that it does not
 * write are the extended network's.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Network {
  /** The shape of one image. Default: the extended network's; required where there is none. */
  Input input() default @Input(channels = 0, height = 0, width = 0);

  /**
   * Number of classes, at least 2: the length of the vector that the last member must give, and the
   * units of a {@link Linear} that states none. Default: the extended network's; required where
   * there is none.
   */
  int classes() default 0;

  /**
   * The function of every {@link Activation} and every block that names none, and the one whose
   * gain {@link Initialize} uses. Default RELU, or the extended network's. No effect on shapes.
   */
  ActivationFunction activation() default ActivationFunction.RELU;
}
