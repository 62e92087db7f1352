package dev.lamina.processor.emit;

import static javax.lang.model.element.ElementKind.CLASS;
import static javax.lang.model.element.ElementKind.INTERFACE;
import static javax.lang.model.element.Modifier.ABSTRACT;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.SEALED;
import static javax.lang.model.element.Modifier.STATIC;

import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Which declared types a class of the same package can implement or extend. */
public final class Extensible {

  private Extensible() {}

  /**
   * Whether the type is an interface or abstract class, neither generic nor sealed nor private nor
   * inside something private, without a method {@code spec()}, which {@code CompiledNetwork} has,
   * and, if a class, static and with a constructor without arguments that its package can call.
   */
  public static boolean isExtensible(TypeElement type) {
    boolean plain =
        type.getTypeParameters().isEmpty()
            && !type.getModifiers().contains(SEALED)
            && isVisible(type)
            && !declaresSpec(type);
    return plain && (type.getKind() == INTERFACE || isAbstractClass(type));
  }

  private static boolean isVisible(Element element) {
    for (Element e = element; e instanceof TypeElement; e = e.getEnclosingElement()) {
      if (e.getModifiers().contains(PRIVATE)) {
        return false;
      }
    }
    return true;
  }

  private static boolean declaresSpec(TypeElement type) {
    return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
        .anyMatch(m -> m.getSimpleName().contentEquals("spec") && m.getParameters().isEmpty());
  }

  private static boolean isAbstractClass(TypeElement type) {
    return type.getKind() == CLASS
        && type.getModifiers().contains(ABSTRACT)
        && (type.getModifiers().contains(STATIC) || !type.getNestingKind().isNested())
        && ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
            .anyMatch(Extensible::takesNothing);
  }

  private static boolean takesNothing(ExecutableElement constructor) {
    return constructor.getParameters().isEmpty()
        && constructor.getThrownTypes().isEmpty()
        && !constructor.getModifiers().contains(PRIVATE);
  }
}
