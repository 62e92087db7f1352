package dev.lamina.processor.read;

import dev.lamina.graph.decl.ActivationDecl;
import dev.lamina.graph.decl.BatchNormDecl;
import dev.lamina.graph.decl.MemberDecl;
import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.decl.RepeatDecl;
import dev.lamina.graph.decl.StateDictDecl;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagnostics.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;

/** Reads one member. */
final class MemberReader {

  private final Diagnostics diagnostics;
  private final BlockReader blocks;

  /** A reader that leaves members whose type is a block to {@code blocks}. */
  MemberReader(Diagnostics diagnostics, BlockReader blocks) {
    this.diagnostics = diagnostics;
    this.blocks = blocks;
  }

  /**
   * The member, or empty if it was reported.
   *
   * @throws UnreadableException if {@code javac} has an error in it
   */
  Optional<MemberDecl> read(MemberAnnotations member) {
    int before = diagnostics.all().size();
    checkCombination(member);
    if (diagnostics.all().size() > before) {
      return Optional.empty();
    }
    Optional<PrincipalDecl> principal = principal(member);
    return diagnostics.all().size() > before
        ? Optional.empty()
        : Optional.of(declaration(member, principal));
  }

  private Optional<PrincipalDecl> principal(MemberAnnotations member) {
    if (blocks.isBlock(member.method().getReturnType())) {
      return blocks.read(member);
    }
    if (member.find("Residual").isPresent()) {
      Attributes residual = member.read("Residual").orElseThrow();
      return Optional.of(PrincipalReader.residual(residual, member.read("Grouped")));
    }
    return member.principals().stream()
        .findFirst()
        .map(mirror -> PrincipalReader.read(Mirrors.name(mirror), member.read(mirror)));
  }

  private static MemberDecl declaration(
      MemberAnnotations member, Optional<PrincipalDecl> principal) {
    return new MemberDecl(
        member.name(),
        principal,
        member
            .read("BatchNorm")
            .map(a -> new BatchNormDecl(a.real("epsilon"), a.real("momentum"), a.origin())),
        member.read("Activation").map(a -> new ActivationDecl(a.function("value"), a.origin())),
        member.read("Repeat").map(a -> new RepeatDecl(a.integer("value"), a.origin())),
        member.read("StateDict").map(MemberReader::stateDict),
        member.origin());
  }

  private static StateDictDecl stateDict(Attributes a) {
    Optional<String> norm = Optional.of(a.text("norm")).filter(text -> !text.isEmpty());
    return new StateDictDecl(a.text("value"), a.integer("first"), norm, a.origin());
  }

  private void checkCombination(MemberAnnotations member) {
    List<String> layers = new ArrayList<>();
    if (blocks.isBlock(member.method().getReturnType())) {
      layers.add("the block " + blocks.nameOf(member.method().getReturnType()));
    }
    member.principals().forEach(mirror -> layers.add("@" + Mirrors.name(mirror)));
    if (layers.size() > 1) {
      AnnotationMirror second = member.principals().get(member.principals().size() - 1);
      diagnostics.report(
          Message.TWO_PRINCIPALS,
          member.origin(second),
          member.name(),
          layers.get(0),
          layers.get(layers.size() - 1));
    } else if (layers.isEmpty() && hasNoLayer(member)) {
      diagnostics.report(
          Message.NO_PRINCIPAL, member.origin(), member.name(), PrincipalReader.names());
    } else {
      checkModifiers(member);
    }
  }

  private static boolean hasNoLayer(MemberAnnotations member) {
    return member.find("BatchNorm").isEmpty() && member.find("Activation").isEmpty();
  }

  private void checkModifiers(MemberAnnotations member) {
    if (member.find("Residual").isEmpty()) {
      member.find("Grouped").ifPresent(mirror -> reportAlone(member, mirror));
    } else {
      member.find("Repeat").ifPresent(mirror -> reportRepeated(member, mirror));
    }
    member.principals().stream()
        .filter(PrincipalReader::isBlock)
        .forEach(block -> checkTail(member, block));
  }

  private void reportAlone(MemberAnnotations member, AnnotationMirror grouped) {
    diagnostics.report(Message.MODIFIER_ALONE, member.origin(grouped), member.name());
  }

  private void reportRepeated(MemberAnnotations member, AnnotationMirror repeat) {
    diagnostics.report(
        Message.REPEATED_SERIES,
        member.origin(repeat),
        member.name(),
        member.read("Residual").orElseThrow().integer("blocks"),
        member.read(repeat).integer("value"));
  }

  private void checkTail(MemberAnnotations member, AnnotationMirror block) {
    for (String modifier : List.of("BatchNorm", "Activation")) {
      member.find(modifier).ifPresent(mirror -> reportTail(member, mirror, block));
    }
  }

  private void reportTail(
      MemberAnnotations member, AnnotationMirror modifier, AnnotationMirror block) {
    String repair =
        Mirrors.name(modifier).equals("Activation")
            ? "to choose its activation write @" + Mirrors.name(block) + "(activation = ...)"
            : "for another norm after it declare a member of its own";
    diagnostics.report(
        Message.MODIFIER_ON_BLOCK,
        member.origin(modifier),
        Mirrors.name(modifier),
        member.name(),
        Mirrors.name(block),
        repair);
  }
}
