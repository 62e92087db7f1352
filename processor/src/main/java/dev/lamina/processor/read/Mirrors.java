package dev.lamina.processor.read;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Looks at annotations. */
public final class Mirrors {

  private static final String PACKAGE = "dev.lamina.dsl.";

  private Mirrors() {}

  /** Lamina's annotations on an element, in source order. */
  static List<AnnotationMirror> on(Element element) {
    return element.getAnnotationMirrors().stream()
        .map(AnnotationMirror.class::cast)
        .filter(m -> qualifiedName(m).startsWith(PACKAGE))
        .toList();
  }

  /** The annotation of a simple name on an element. */
  public static Optional<AnnotationMirror> find(Element element, String name) {
    return on(element).stream().filter(m -> qualifiedName(m).equals(PACKAGE + name)).findFirst();
  }

  /** Whether an element has the annotation of a simple name. */
  public static boolean has(Element element, String name) {
    return find(element, name).isPresent();
  }

  /** The simple name of an annotation. */
  static String name(AnnotationMirror mirror) {
    return mirror.getAnnotationType().asElement().getSimpleName().toString();
  }

  /** The value of an attribute, if it is written out. */
  static Optional<AnnotationValue> written(AnnotationMirror mirror, String attribute) {
    return mirror.getElementValues().entrySet().stream()
        .filter(e -> e.getKey().getSimpleName().contentEquals(attribute))
        .findFirst()
        .map(Map.Entry::getValue);
  }

  private static String qualifiedName(AnnotationMirror mirror) {
    return ((TypeElement) mirror.getAnnotationType().asElement()).getQualifiedName().toString();
  }
}
