package dev.lamina.processor.read;

import dev.lamina.graph.decl.MemberDecl;
import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagnostics.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Reads all members of a type. */
final class MembersReader {

  private final Compilation compilation;
  private final Diagnostics diagnostics;
  private final BlockReader blocks;
  private final TypeElement root;
  private final Origin rootOrigin;
  private final Optional<Place> anchor;

  /**
   * A reader of one type's members.
   *
   * @param rootOrigin the type, for messages about what it inherits
   * @param anchor where messages are shown if the type itself is not being compiled
   */
  MembersReader(
      Compilation compilation,
      Diagnostics diagnostics,
      BlockReader blocks,
      TypeElement root,
      Origin rootOrigin,
      Optional<Place> anchor) {
    this.compilation = compilation;
    this.diagnostics = diagnostics;
    this.blocks = blocks;
    this.root = root;
    this.rootOrigin = rootOrigin;
    this.anchor = anchor;
  }

  /** The members that could be read. */
  Members read() {
    Optional<List<LayerMethod>> layers =
        new LayerMethods(compilation, diagnostics, root, rootOrigin).collect();
    if (anchor.isEmpty()) {
      ElementFilter.methodsIn(root.getEnclosedElements()).forEach(this::checkBody);
    }
    return layers.map(this::read).orElse(new Members(List.of(), List.of(), true));
  }

  private Members read(List<LayerMethod> layers) {
    if (layers.isEmpty()) {
      diagnostics.report(Message.NO_LAYERS, rootOrigin, root.getSimpleName());
    }
    List<MemberDecl> members = new ArrayList<>();
    boolean readable = true;
    for (LayerMethod layer : layers) {
      try {
        read(layer).ifPresent(members::add);
      } catch (UnreadableException e) {
        readable = false;
      }
    }
    return new Members(members, layers, readable);
  }

  private Optional<MemberDecl> read(LayerMethod layer) {
    if (compilation.sources().hasUnknownAnnotation(layer.method())) {
      throw new UnreadableException();
    }
    MemberAnnotations member =
        MemberAnnotations.of(layer.method(), anchorOf(layer), compilation.elements());
    boolean fits =
        new MethodRules(compilation, diagnostics).check(layer, root, member.origin())
            && blocks.isLayerType(layer, member.origin());
    return fits ? new MemberReader(diagnostics, blocks).read(member) : Optional.empty();
  }

  /** What the type inherits is shown on the type. */
  private Optional<Place> anchorOf(LayerMethod layer) {
    if (anchor.isPresent() || layer.owner().equals(root)) {
      return anchor;
    }
    return SourceOrigin.of(rootOrigin).map(SourceOrigin::shownAt);
  }

  private void checkBody(ExecutableElement method) {
    if (!method.getModifiers().contains(Modifier.ABSTRACT)) {
      Mirrors.on(method).stream().findFirst().ifPresent(mirror -> reportBody(method, mirror));
    }
  }

  private void reportBody(ExecutableElement method, AnnotationMirror mirror) {
    String name = method.getSimpleName().toString();
    Place place = Place.of(method, mirror);
    diagnostics.report(
        Message.LAYER_WITH_BODY,
        new SourceOrigin(place, Optional.empty(), name),
        name,
        Mirrors.name(mirror));
  }
}
