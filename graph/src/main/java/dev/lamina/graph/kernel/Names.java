package dev.lamina.graph.kernel;

import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedStep;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the kernel of a fused op and its variables are called. */
final class Names {

  private final Fused op;

  Names(Fused op) {
    this.op = op;
  }

  /**
   * The function: the steps with what they read, and the outputs where they are not the last step
   * alone. Programs that differ in rates and streams alone share a function, which gets them as
   * arguments.
   */
  String function() {
    String steps =
        op.steps().stream()
            .map(step -> "_" + verb(step) + "_" + operands(read(step)))
            .collect(Collectors.joining());
    String outputs = op.outputs().size() == 1 ? "" : "_to_" + operands(op.outputs());
    return "fused" + steps + outputs;
  }

  private String operands(List<Integer> operands) {
    return operands.stream().map(this::variable).collect(Collectors.joining());
  }

  private static List<Integer> read(FusedStep step) {
    return step instanceof FusedStep.Lead lead ? lead.wholes() : step.operands();
  }

  private static String verb(FusedStep step) {
    if (step instanceof FusedStep.Lead lead) {
      return NormText.verb(lead);
    }
    if (step instanceof FusedStep.Apply apply) {
      return camel(apply.function());
    }
    return step instanceof FusedStep.Slope slope
        ? camel(slope.function()) + "Grad"
        : step.mnemonic();
  }

  private static String camel(ActivationFunction function) {
    String[] words = function.name().toLowerCase(Locale.ROOT).split("_", -1);
    return words[0]
        + IntStream.range(1, words.length)
            .mapToObj(
                i -> words[i].substring(0, 1).toUpperCase(Locale.ROOT) + words[i].substring(1))
            .collect(Collectors.joining());
  }

  /** The variable of an operand: an input's letter or role, or s and the number of the step. */
  String variable(int operand) {
    return op.isInput(operand) ? input(operand) : "s" + (operand - op.inputs());
  }

  private String input(int input) {
    return op.lead()
        .flatMap(lead -> NormText.name(lead, input))
        .orElseGet(() -> Fused.letter(input));
  }

  /** How many channels an input has that differs in them from the chain's value. */
  String width(int input) {
    return variable(input) + "Width";
  }

  /** The parameter of output {@code i}. */
  String output(int i) {
    return op.outputs().size() == 1 ? "y" : "y" + i;
  }
}
