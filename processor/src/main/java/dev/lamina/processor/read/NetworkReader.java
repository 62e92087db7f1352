package dev.lamina.processor.read;

import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.diagnostics.Diagnostics;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads declared types. */
public final class NetworkReader {

  private final Compilation compilation;

  /** A reader for one compilation. */
  public NetworkReader(Elements elements, Types types, Sources sources) {
    LayerOrders orders = new LayerOrders(elements, sources);
    this.compilation = new Compilation(elements, types, sources, orders);
  }

  /** Reads a type with {@code @Network}. */
  public ReadNetwork readNetwork(TypeElement type, Diagnostics diagnostics) {
    Origin origin = origin(type, "Network");
    if (!new TypeRules(compilation, diagnostics).check(type, "Network", true, origin)) {
      return new ReadNetwork(Optional.empty(), true);
    }
    try {
      return readNetwork(type, origin, diagnostics);
    } catch (UnreadableException e) {
      return new ReadNetwork(Optional.empty(), false);
    }
  }

  private ReadNetwork readNetwork(TypeElement type, Origin origin, Diagnostics diagnostics) {
    BlockReader blocks = new BlockReader(compilation, diagnostics);
    Members members =
        new MembersReader(compilation, diagnostics, blocks, type, origin, Optional.empty()).read();
    List<TypeElement> bases = new LayerMethods(compilation, diagnostics, type, origin).networks();
    NetworkHeader header = new NetworkHeader(compilation, diagnostics, type, origin, bases);
    return new ReadNetwork(header.with(members.declarations()), members.readable());
  }

  /**
   * Reads a type with {@code @Sequential} or {@code @Parallel}, whether a network uses it or not.
   */
  public Optional<PrincipalDecl.Block> readBlock(TypeElement type, Diagnostics diagnostics) {
    try {
      return new BlockReader(compilation, diagnostics).read(type);
    } catch (UnreadableException e) {
      return Optional.empty();
    }
  }

  /** Where a type has one of Lamina's annotations. */
  public static Origin origin(TypeElement type, String annotation) {
    AnnotationMirror mirror = Mirrors.find(type, annotation).orElseThrow();
    return new SourceOrigin(
        Place.of(type, mirror), Optional.empty(), type.getSimpleName().toString());
  }
}
