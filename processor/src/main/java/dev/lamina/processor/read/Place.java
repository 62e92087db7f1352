package dev.lamina.processor.read;

import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/**
 * A place in source, as precise as it is known.
 *
 * @param element a type or method
 * @param annotation an annotation on it
 * @param value one of the annotation's values, as written
 */
public record Place(
    Element element, Optional<AnnotationMirror> annotation, Optional<AnnotationValue> value) {

  /** The element itself. */
  static Place of(Element element) {
    return new Place(element, Optional.empty(), Optional.empty());
  }

  /** An annotation on an element. */
  static Place of(Element element, AnnotationMirror annotation) {
    return new Place(element, Optional.of(annotation), Optional.empty());
  }

  /** The written value of an attribute; this place if the attribute is defaulted or unknown. */
  Place attribute(String name) {
    return annotation
        .flatMap(mirror -> Mirrors.written(mirror, name))
        .map(written -> new Place(element, annotation, Optional.of(written)))
        .orElse(this);
  }
}
