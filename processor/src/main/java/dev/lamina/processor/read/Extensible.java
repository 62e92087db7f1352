package dev.lamina.processor.read;

import static javax.lang.model.element.ElementKind.CLASS;
import static javax.lang.model.element.ElementKind.INTERFACE;
import static javax.lang.model.element.Modifier.ABSTRACT;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.SEALED;
import static javax.lang.model.element.Modifier.STATIC;

import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Which declared types a class of the same package can implement or extend. */
public final class Extensible {

  private Extensible() {}

  /**
   * What keeps a class from implementing a type.
   *
   * @param what follows the type's name in a message
   * @param repair what to do
   */
  record Obstacle(String what, String repair) {}

  /**
   * Whether the type is an interface or abstract class, neither generic nor with an {@link
   * #obstacle}, and without a method {@code spec()}, which {@code CompiledNetwork} has.
   */
  public static boolean isExtensible(TypeElement type) {
    boolean isAbstract = type.getKind() == CLASS && type.getModifiers().contains(ABSTRACT);
    return (type.getKind() == INTERFACE || isAbstract)
        && type.getTypeParameters().isEmpty()
        && obstacle(type).isEmpty()
        && !declaresSpec(type);
  }

  /**
   * What keeps a class of its package from implementing an interface or an abstract class: it is
   * private or inside something private, sealed, an inner class, or without a constructor to call.
   */
  static Optional<Obstacle> obstacle(TypeElement type) {
    for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
      if (e.getModifiers().contains(PRIVATE)) {
        String what = e.equals(type) ? "is private" : "lies in the private " + e.getSimpleName();
        return because(what, "remove private");
      }
    }
    if (type.getModifiers().contains(SEALED)) {
      return because("is sealed", "remove sealed");
    }
    return type.getKind() == CLASS ? obstacleOfClass(type) : Optional.empty();
  }

  private static Optional<Obstacle> obstacleOfClass(TypeElement type) {
    if (type.getNestingKind().isNested() && !type.getModifiers().contains(STATIC)) {
      return because("is an inner class, which needs an outer object", "make it static");
    }
    boolean callable =
        ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
            .anyMatch(Extensible::isCallable);
    return callable
        ? Optional.empty()
        : because(
            "has no constructor without arguments and exceptions that its package can call",
            "add one");
  }

  private static boolean isCallable(ExecutableElement constructor) {
    return constructor.getParameters().isEmpty()
        && constructor.getThrownTypes().isEmpty()
        && !constructor.getModifiers().contains(PRIVATE);
  }

  private static boolean declaresSpec(TypeElement type) {
    return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
        .anyMatch(m -> m.getSimpleName().contentEquals("spec") && m.getParameters().isEmpty());
  }

  private static Optional<Obstacle> because(String what, String repair) {
    return Optional.of(new Obstacle(what, repair));
  }
}
