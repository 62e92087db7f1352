package dev.lamina.graph.op;

import java.util.Locale;
import java.util.stream.Collectors;

/** The formula of a value of a {@link Fused} op. */
final class FusedText {

  private static final int LETTERS = 8;

  private FusedText() {}

  /** The formula of an operand. */
  static String of(Fused op, int operand) {
    return op.isInput(operand) ? input(operand) : formula(op, op.step(operand));
  }

  /** The name of an input: a letter, or x and its number after the first few. */
  static String input(int input) {
    return input < LETTERS ? String.valueOf((char) ('a' + input)) : "x" + input;
  }

  private static String formula(Fused op, FusedStep step) {
    if (step instanceof FusedStep.Lead lead) {
      return norm(lead);
    } else if (step instanceof FusedStep.Join join) {
      return join.parts().stream()
          .map(FusedText::input)
          .collect(Collectors.joining(", ", "concat(", ")"));
    } else if (step instanceof FusedStep.Slice slice) {
      return "slice(" + input(slice.whole()) + ")";
    } else if (step instanceof FusedStep.Sum sum) {
      return sum.terms().stream().map(term -> of(op, term)).collect(Collectors.joining(" + "));
    } else if (step instanceof FusedStep.Apply apply) {
      return name(apply.function()) + "(" + of(op, apply.x()) + ")";
    } else if (step instanceof FusedStep.Slope slope) {
      return factor(op, slope.gradient()) + " * " + slope(slope, of(op, slope.saved()));
    } else if (step instanceof FusedStep.Drop drop) {
      return "drop(" + of(op, drop.x()) + ", " + of(op, drop.mask()) + ")";
    }
    return "draw";
  }

  private static String norm(FusedStep.Lead lead) {
    String function = lead.op() instanceof BatchNormGrad ? "normGrad(" : "norm(";
    return lead.wholes().stream()
        .map(FusedText::input)
        .collect(Collectors.joining(", ", function, ")"));
  }

  private static String factor(Fused op, int operand) {
    boolean sum = !op.isInput(operand) && op.step(operand) instanceof FusedStep.Sum;
    return sum ? "(" + of(op, operand) + ")" : of(op, operand);
  }

  private static String slope(FusedStep.Slope step, String saved) {
    return step.function() == ActivationFunction.RELU
        ? "[" + saved + " > 0]"
        : name(step.function()) + "'(" + saved + ")";
  }

  private static String name(ActivationFunction function) {
    return function.name().toLowerCase(Locale.ROOT);
  }
}
