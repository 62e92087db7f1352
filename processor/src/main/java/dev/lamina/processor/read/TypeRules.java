package dev.lamina.processor.read;

import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagnostics.Message;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

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
    Optional<Extensible.Obstacle> obstacle =
        isLayer(type)
            ? Optional.of(
                new Extensible.Obstacle(
                    "extends Layer, which is one layer's handle", "remove that"))
            : Extensible.obstacle(type);
    obstacle.ifPresent(
        o -> report(Message.NOT_EXTENSIBLE, origin, name(type), o.what(), o.repair()));
    return obstacle.isEmpty();
  }

  private boolean isLayer(TypeElement type) {
    TypeElement layer = compilation.elements().getTypeElement("dev.lamina.dsl.Layer");
    return compilation.types().isSubtype(type.asType(), layer.asType());
  }
}
