package dev.lamina.processor.read;

import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagnostics.Message;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Checks that a type can declare layers: that a generated class can implement it. */
final class TypeRules {

  private final Compilation compilation;
  private final Diagnostics diagnostics;

  TypeRules(Compilation compilation, Diagnostics diagnostics) {
    this.compilation = compilation;
    this.diagnostics = diagnostics;
  }

  /**
   * Whether the type is an interface, or an abstract class where that is allowed, that a class in
   * its package can implement.
   */
  boolean check(TypeElement type, String annotation, boolean classes, Origin origin) {
    Optional<String> unfit = unfitKind(type, classes);
    if (unfit.isPresent()) {
      String wanted = classes ? "an interface or an abstract class" : "an interface";
      report(Message.NOT_ABSTRACT, origin, annotation, name(type), unfit.get(), wanted, name(type));
      return false;
    }
    if (!type.getTypeParameters().isEmpty()) {
      String parameters =
          type.getTypeParameters().stream().map(Object::toString).collect(Collectors.joining(", "));
      report(Message.GENERIC_TYPE, origin, name(type), parameters);
      return false;
    }
    return isExtensible(type, origin);
  }

  private void report(Message message, Origin origin, Object... arguments) {
    diagnostics.report(message, origin, arguments);
  }

  private static String name(TypeElement type) {
    return type.getSimpleName().toString();
  }

  private static Optional<String> unfitKind(TypeElement type, boolean classes) {
    return switch (type.getKind()) {
      case INTERFACE -> Optional.empty();
      case CLASS -> unfitClass(type, classes);
      case ENUM -> Optional.of("an enum");
      case ANNOTATION_TYPE -> Optional.of("an annotation type");
      default -> Optional.of("a " + type.getKind().name().toLowerCase(Locale.ROOT));
    };
  }

  private static Optional<String> unfitClass(TypeElement type, boolean classes) {
    boolean isAbstract = type.getModifiers().contains(Modifier.ABSTRACT);
    if (classes && isAbstract) {
      return Optional.empty();
    }
    return Optional.of(isAbstract ? "an abstract class" : "a class that is not abstract");
  }

  private boolean isExtensible(TypeElement type, Origin origin) {
    Optional<String[]> reason = reason(type);
    reason.ifPresent(r -> report(Message.NOT_EXTENSIBLE, origin, name(type), r[0], r[1]));
    return reason.isEmpty();
  }

  /** What stands in the way, and the repair. */
  private Optional<String[]> reason(TypeElement type) {
    for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
      if (e.getModifiers().contains(Modifier.PRIVATE)) {
        String what = e.equals(type) ? "is private" : "lies in the private " + e.getSimpleName();
        return because(what, "remove private");
      }
    }
    if (type.getModifiers().contains(Modifier.SEALED)) {
      return because("is sealed", "remove sealed");
    }
    if (isLayer(type)) {
      return because("extends Layer, which is one layer's handle", "remove that");
    }
    return type.getKind() == ElementKind.CLASS ? reasonOfClass(type) : Optional.empty();
  }

  private boolean isLayer(TypeElement type) {
    TypeElement layer = compilation.elements().getTypeElement("dev.lamina.dsl.Layer");
    return compilation.types().isSubtype(type.asType(), layer.asType());
  }

  private static Optional<String[]> reasonOfClass(TypeElement type) {
    if (type.getNestingKind().isNested() && !type.getModifiers().contains(Modifier.STATIC)) {
      return because("is an inner class, which needs an outer object", "make it static");
    }
    boolean callable =
        ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
            .anyMatch(TypeRules::isCallable);
    return callable
        ? Optional.empty()
        : because(
            "has no constructor without arguments and exceptions that its package can call",
            "add one");
  }

  private static boolean isCallable(ExecutableElement constructor) {
    return constructor.getParameters().isEmpty()
        && constructor.getThrownTypes().isEmpty()
        && !constructor.getModifiers().contains(Modifier.PRIVATE);
  }

  private static Optional<String[]> because(String what, String repair) {
    return Optional.of(new String[] {what, repair});
  }
}
