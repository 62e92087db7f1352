package dev.lamina.processor.read;

import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagnostics.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Reads members whose type is a block of the user's own. */
final class BlockReader {

  private final Compilation compilation;
  private final Diagnostics diagnostics;
  private final Nesting nesting = new Nesting();

  /** Blocks of blocks multiply: each is read once, and what it says reported once. */
  private final Map<Key, Read> known = new HashMap<>();

  BlockReader(Compilation compilation, Diagnostics diagnostics) {
    this.compilation = compilation;
    this.diagnostics = diagnostics;
  }

  /** A type, and where what is wrong with it is shown if it is not being compiled. */
  private record Key(TypeElement type, Optional<Place> anchor) {}

  /**
   * What was read of a type.
   *
   * @param block empty if it was reported
   * @param readable whether {@code javac} knows all of it
   */
  private record Read(Optional<PrincipalDecl.Block> block, boolean readable) {}

  /** Whether a member's type says that it is a layer; if not, that is reported. */
  boolean isLayerType(LayerMethod layer, Origin origin) {
    TypeMirror type = layer.method().getReturnType();
    if (type.getKind() == TypeKind.ERROR) {
      throw new UnreadableException();
    }
    boolean fits = isBlock(type) || isLayer(type);
    if (!fits) {
      diagnostics.report(Message.WRONG_RETURN_TYPE, origin, layer.name(), type);
    }
    return fits;
  }

  private boolean isLayer(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        && element(type).getQualifiedName().contentEquals("dev.lamina.dsl.Layer");
  }

  /** Whether a type is a block. */
  boolean isBlock(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        && (Mirrors.has(element(type), "Sequential") || Mirrors.has(element(type), "Parallel"));
  }

  String nameOf(TypeMirror type) {
    return element(type).getSimpleName().toString();
  }

  private TypeElement element(TypeMirror type) {
    return (TypeElement) compilation.types().asElement(type);
  }

  /** The block of a member; empty if it was reported. */
  Optional<PrincipalDecl> read(MemberAnnotations member) {
    TypeElement type = element(member.method().getReturnType());
    if (nesting.contains(type)) {
      nesting.reportCycle(type, member.origin(), diagnostics);
      return Optional.empty();
    }
    Optional<Place> anchor =
        compilation.sources().contains(type)
            ? Optional.empty()
            : SourceOrigin.of(member.origin()).map(SourceOrigin::shownAt);
    return once(new Key(type, anchor), member).map(PrincipalDecl.class::cast);
  }

  private Optional<PrincipalDecl.Block> once(Key key, MemberAnnotations member) {
    Read read = known.get(key);
    if (nesting.isTooDeepFor(Optional.ofNullable(read).flatMap(Read::block))) {
      nesting.reportDepth(member.origin(), diagnostics);
      return Optional.empty();
    }
    if (read == null) {
      read = first(key, member.origin());
      known.put(key, read);
    }
    if (!read.readable()) {
      throw new UnreadableException();
    }
    return read.block();
  }

  private Read first(Key key, Origin member) {
    try {
      Optional<PrincipalDecl.Block> block = read(key.type(), key.anchor(), Optional.of(member));
      block.ifPresent(nesting::measure);
      return new Read(block, true);
    } catch (UnreadableException e) {
      return new Read(Optional.empty(), false);
    }
  }

  /** A block that is being compiled, whether a member uses it or not. */
  Optional<PrincipalDecl.Block> read(TypeElement type) {
    return read(type, Optional.empty(), Optional.empty());
  }

  private Optional<PrincipalDecl.Block> read(
      TypeElement type, Optional<Place> anchor, Optional<Origin> member) {
    AnnotationMirror mirror =
        Mirrors.find(type, "Sequential").or(() -> Mirrors.find(type, "Parallel")).orElseThrow();
    Origin origin =
        new SourceOrigin(Place.of(type, mirror), anchor, type.getSimpleName().toString());
    boolean fits =
        isOneKind(type, origin)
            && new TypeRules(compilation, diagnostics)
                .check(type, Mirrors.name(mirror), false, origin);
    if (!fits) {
      return Optional.empty();
    }
    Optional<PrincipalDecl.Join> join = join(mirror, origin);
    nesting.enter(type, member);
    Members members =
        new MembersReader(compilation, diagnostics, this, type, origin, anchor).read();
    nesting.leave();
    if (!members.readable()) {
      throw new UnreadableException();
    }
    checkBranches(type, join, members, origin);
    return Optional.of(new PrincipalDecl.Block(join, members.declarations(), origin));
  }

  private boolean isOneKind(TypeElement type, Origin origin) {
    boolean both = Mirrors.has(type, "Sequential") && Mirrors.has(type, "Parallel");
    if (both) {
      diagnostics.report(
          Message.TWO_PRINCIPALS, origin, type.getSimpleName(), "@Sequential", "@Parallel");
    }
    return !both;
  }

  private Optional<PrincipalDecl.Join> join(AnnotationMirror mirror, Origin origin) {
    return Mirrors.name(mirror).equals("Parallel")
        ? Optional.of(
            PrincipalDecl.Join.valueOf(
                Attributes.of(mirror, origin, compilation.elements()).constant("join")))
        : Optional.empty();
  }

  private void checkBranches(
      TypeElement type, Optional<PrincipalDecl.Join> join, Members members, Origin origin) {
    if (join.isPresent() && members.methods().size() == 1) {
      diagnostics.report(
          Message.ONE_BRANCH, origin, type.getSimpleName(), members.methods().get(0).name());
    }
  }
}
