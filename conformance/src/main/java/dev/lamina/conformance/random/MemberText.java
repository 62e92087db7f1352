package dev.lamina.conformance.random;

import dev.lamina.graph.decl.MemberDecl;
import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.decl.StateDictDecl;
import dev.lamina.graph.op.ActivationFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A member's annotations, and its type. */
final class MemberText {

  private static final String FUNCTIONS = "ActivationFunction";

  private MemberText() {}

  /** The type of the handle: a block of the user's own, or {@code Layer}. */
  static String type(MemberDecl member) {
    return member
        .principal()
        .filter(PrincipalDecl.Block.class::isInstance)
        .map(block -> typeOf((PrincipalDecl.Block) block))
        .orElse("Layer");
  }

  /** The type that declares a block. */
  static String typeOf(PrincipalDecl.Block block) {
    String path = spot(block.origin()).path();
    return path.substring(0, path.indexOf(' '));
  }

  static List<AnnotationText> annotations(MemberDecl member) {
    List<AnnotationText> all = new ArrayList<>();
    member.principal().ifPresent(principal -> principal(principal, all));
    member
        .norm()
        .map(
            norm ->
                new AnnotationText(spot(norm.origin()))
                    .with("epsilon", norm.epsilon(), 1e-5)
                    .with("momentum", norm.momentum(), 0.1))
        .ifPresent(all::add);
    member
        .activation()
        .map(a -> new AnnotationText(spot(a.origin())).with("value", FUNCTIONS, a.function()))
        .ifPresent(all::add);
    member
        .repeat()
        .map(repeat -> new AnnotationText(spot(repeat.origin())).with("value", repeat.times()))
        .ifPresent(all::add);
    member.stateDict().map(MemberText::stateDict).ifPresent(all::add);
    return all;
  }

  private static AnnotationText stateDict(StateDictDecl names) {
    AnnotationText text =
        new AnnotationText(spot(names.origin()))
            .with("value", AnnotationText.literal(names.prefix()))
            .with("first", names.first(), 0);
    names.norm().ifPresent(norm -> text.with("norm", AnnotationText.literal(norm)));
    return text;
  }

  private static void principal(PrincipalDecl principal, List<AnnotationText> all) {
    if (principal instanceof PrincipalDecl.Block) {
      return;
    }
    AnnotationText text = new AnnotationText(spot(principal.origin()));
    all.add(text);
    if (principal instanceof PrincipalDecl.Residual residual) {
      residual(residual, text);
      residual.grouped().map(MemberText::grouped).ifPresent(all::add);
    } else if (principal instanceof PrincipalDecl.Conv conv) {
      conv(conv, text);
    } else if (principal instanceof PrincipalDecl.Pool pool) {
      text.with("kernel", pool.kernel())
          .with("stride", pool.stride(), "KERNEL", "KERNEL")
          .with("padding", pool.padding(), "SAME", "0");
    } else {
      other(principal, text);
    }
  }

  private static void other(PrincipalDecl principal, AnnotationText text) {
    if (principal instanceof PrincipalDecl.Linear linear) {
      text.with("units", linear.units(), "CLASSES", "CLASSES").with("bias", linear.bias(), true);
    } else if (principal instanceof PrincipalDecl.Dropout dropout) {
      text.with("rate", dropout.rate(), 0.5);
    } else if (principal instanceof PrincipalDecl.ChannelShuffle shuffle) {
      text.with("groups", shuffle.groups());
    } else if (principal instanceof PrincipalDecl.Inception inception) {
      inception(inception, text);
    } else if (principal instanceof PrincipalDecl.Dense dense) {
      text.with("layers", dense.layers())
          .with("growth", dense.growth(), 16)
          .with("bottleneck", dense.bottleneck(), 2)
          .with("activation", FUNCTIONS, dense.activation());
    } else if (principal instanceof PrincipalDecl.Transition transition) {
      text.with("compression", transition.compression(), 0.5)
          .with("activation", FUNCTIONS, transition.activation());
    }
  }

  private static void conv(PrincipalDecl.Conv conv, AnnotationText text) {
    text.with("filters", conv.filters(), "SAME", "")
        .with("kernel", conv.kernel())
        .with("stride", conv.stride(), 1)
        .with("padding", conv.padding(), "SAME", "SAME")
        .with("bias", conv.bias(), false)
        .with("groups", conv.groups(), 1);
  }

  private static void inception(PrincipalDecl.Inception inception, AnnotationText text) {
    text.with("reduce3x3", inception.reduce3x3())
        .with("reduce5x5", inception.reduce5x5())
        .with("out1x1", inception.out1x1())
        .with("out3x3", inception.out3x3())
        .with("out5x5", inception.out5x5())
        .with("outPool", inception.outPool())
        .with("activation", FUNCTIONS, inception.activation());
  }

  private static void residual(PrincipalDecl.Residual residual, AnnotationText text) {
    text.with("filters", residual.filters(), "SAME", "")
        .with("blocks", residual.blocks(), 1)
        .with("stride", residual.stride(), 1)
        .with("preAct", residual.preAct(), false);
    if (residual.projectionNorm()) {
      text.with("shortcut", "ShortcutKind.PROJECTION_NORM");
    }
    text.with("activation", FUNCTIONS, residual.activation());
  }

  private static AnnotationText grouped(PrincipalDecl.Grouped grouped) {
    return new AnnotationText(spot(grouped.origin()))
        .with("cardinality", grouped.cardinality())
        .with("baseWidth", grouped.baseWidth())
        .with("widen", grouped.widen(), 4);
  }

  /** The function of all layers that name none; left out if it is the usual one. */
  static Optional<ActivationFunction> unusual(ActivationFunction function) {
    return Optional.of(function).filter(f -> f != ActivationFunction.RELU);
  }

  static Spot spot(Origin origin) {
    return Spot.of(origin).orElseThrow();
  }
}
