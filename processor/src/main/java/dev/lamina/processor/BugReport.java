package dev.lamina.processor;

import dev.lamina.processor.read.Mirrors;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** What those who look for a fault of the compiler need: versions, and the declaration. */
final class BugReport {

  private static final List<String> DECLARED = List.of("Network", "Sequential", "Parallel");

  /** So that a report of a huge declaration can still be sent. */
  private static final int MOST_TYPES = 30;

  private final Elements elements;
  private final Types types;

  BugReport(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
  }

  /** What the compiler runs on. */
  static String versions() {
    Optional<String> version =
        Optional.ofNullable(BugReport.class.getPackage().getImplementationVersion());
    return "Lamina %s, JDK %s of %s, %s %s"
        .formatted(
            version.orElse("(unpackaged)"),
            System.getProperty("java.version"),
            System.getProperty("java.vendor"),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }

  /** A type with all declared types that it extends or has members of, as Java. */
  String declaration(TypeElement type) {
    try {
      StringWriter text = new StringWriter();
      elements.printElements(text, closure(type).toArray(Element[]::new));
      return text.toString().strip();
    } catch (RuntimeException | Error e) {
      // What cannot be compiled may not be printable either.
      return "(the declaration of " + type + " cannot be shown: " + e + ")";
    }
  }

  private Set<TypeElement> closure(TypeElement type) {
    Set<TypeElement> found = new LinkedHashSet<>(List.of(type));
    Deque<TypeElement> next = new ArrayDeque<>(found);
    while (!next.isEmpty() && found.size() < MOST_TYPES) {
      neighbours(next.remove()).filter(found::add).forEach(next::add);
    }
    return found;
  }

  private Stream<TypeElement> neighbours(TypeElement type) {
    Stream<TypeMirror> returned =
        ElementFilter.methodsIn(type.getEnclosedElements()).stream()
            .map(ExecutableElement::getReturnType);
    return Stream.concat(types.directSupertypes(type.asType()).stream(), returned)
        .map(types::asElement)
        .filter(TypeElement.class::isInstance)
        .map(TypeElement.class::cast)
        .filter(other -> DECLARED.stream().anyMatch(name -> Mirrors.has(other, name)));
  }
}
