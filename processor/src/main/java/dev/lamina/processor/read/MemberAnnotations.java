package dev.lamina.processor.read;

import dev.lamina.graph.decl.Origin;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.util.Elements;

/**
 * Lamina's annotations on one method, and where messages about them go.
 *
 * @param method the method
 * @param mirrors in source order
 * @param anchor where messages are shown if the method was not written in the type being compiled
 * @param elements of the compilation
 */
record MemberAnnotations(
    ExecutableElement method,
    List<AnnotationMirror> mirrors,
    Optional<Place> anchor,
    Elements elements) {

  static MemberAnnotations of(ExecutableElement method, Optional<Place> anchor, Elements elements) {
    List<AnnotationMirror> mirrors = Mirrors.on(method);
    if (mirrors.stream().map(Mirrors::name).distinct().count() < mirrors.size()) {
      throw new UnreadableException();
    }
    return new MemberAnnotations(method, mirrors, anchor, elements);
  }

  String name() {
    return method.getSimpleName().toString();
  }

  /** The method itself. */
  Origin origin() {
    return new SourceOrigin(Place.of(method), anchor, name());
  }

  /** An annotation on it. */
  Origin origin(AnnotationMirror mirror) {
    return new SourceOrigin(Place.of(method, mirror), anchor, name() + " @" + Mirrors.name(mirror));
  }

  List<AnnotationMirror> principals() {
    return mirrors.stream().filter(PrincipalReader::isPrincipal).toList();
  }

  Optional<AnnotationMirror> find(String annotation) {
    return mirrors.stream().filter(m -> Mirrors.name(m).equals(annotation)).findFirst();
  }

  Optional<Attributes> read(String annotation) {
    return find(annotation).map(this::read);
  }

  Attributes read(AnnotationMirror mirror) {
    return Attributes.of(mirror, origin(mirror), elements);
  }
}
