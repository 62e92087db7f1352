package dev.lamina.graph.op;

import dev.lamina.graph.op.Fused.Kind;
import java.util.List;
import java.util.stream.IntStream;

/** What {@link Fused} requires of a program. */
final class FusedCheck {

  private final int inputs;
  private final List<FusedStep> steps;
  private final List<Integer> outputs;

  private FusedCheck(int inputs, List<FusedStep> steps, List<Integer> outputs) {
    this.inputs = inputs;
    this.steps = steps;
    this.outputs = outputs;
  }

  static void check(int inputs, List<FusedStep> steps, List<Integer> outputs) {
    new FusedCheck(inputs, steps, outputs).run();
  }

  /** What an input is, by the first step that reads it. */
  static Kind kind(List<FusedStep> steps, int input) {
    return steps.stream()
        .filter(step -> step.operands().contains(input))
        .findFirst()
        .map(step -> expected(step, step.operands().indexOf(input)))
        .orElseThrow(() -> new IllegalArgumentException("nothing reads input " + input));
  }

  private static Kind expected(FusedStep step, int place) {
    if (step instanceof FusedStep.Lead lead) {
      return expected(lead.op(), place);
    }
    if (step instanceof FusedStep.Draw) {
      return Kind.RANDOM;
    } else if (step instanceof FusedStep.Join) {
      return Kind.PART;
    } else if (step instanceof FusedStep.Slice) {
      return Kind.WIDE;
    }
    return step instanceof FusedStep.Drop && place == 1 ? Kind.MASK : Kind.REAL;
  }

  /** Maps come first, and last the mask of a ReLU's gradient. */
  private static Kind expected(Op norm, int place) {
    int maps = norm instanceof BatchNormGrad ? 2 : 1;
    boolean mask = norm instanceof BatchNormGrad && place == 6;
    return place < maps ? Kind.REAL : mask ? Kind.MASK : Kind.CHANNELS;
  }

  private void run() {
    require(inputs > 0 && !steps.isEmpty(), "a chain without inputs or steps");
    for (int s = 0; s < steps.size(); s++) {
      checkStep(s);
    }
    IntStream.range(0, inputs).forEach(input -> kind(steps, input));
    checkOutputs();
    for (int s = 0; s < steps.size(); s++) {
      checkReaders(s);
      checkSlices(steps.get(s));
    }
  }

  private void checkStep(int s) {
    FusedStep step = steps.get(s);
    require(
        !(step instanceof FusedStep.Sum sum) || sum.terms().size() > 1, "step " + s + " sums one");
    require(!(step instanceof FusedStep.Lead lead) || (s == 0 && isWhole(lead)), "step " + s);
    require(
        !(step instanceof FusedStep.Join join) || (s == 0 && join.parts().size() > 1), "step " + s);
    require(!(step instanceof FusedStep.Slice slice) || slice.first() >= 0, "step " + s);
    for (int place = 0; place < step.operands().size(); place++) {
      int operand = step.operands().get(place);
      require(operand >= 0 && operand < inputs + s, "step " + s + " reads operand " + operand);
      Kind found = operand < inputs ? kind(steps, operand) : steps.get(operand - inputs).kind();
      require(found == expected(step, place), "step " + s + " reads " + operand + " as another");
    }
  }

  private static boolean isWhole(FusedStep.Lead lead) {
    int inputs = 5;
    if (lead.op() instanceof BatchNormGrad grad) {
      inputs = grad.norm().relu() ? 7 : 6;
    }
    return FusedStep.Lead.canBe(lead.op())
        && lead.reads().stream().distinct().count() == inputs
        && lead.reads().size() == inputs;
  }

  private void checkOutputs() {
    int last = inputs + steps.size() - 1;
    require(
        !outputs.isEmpty()
            && outputs.get(0) == last
            && steps.get(last - inputs).kind() == Kind.REAL,
        "the first output is not the last step's number");
    require(outputs.stream().distinct().count() == outputs.size(), "an output is there twice");
    outputs.forEach(
        output ->
            require(output >= inputs && output <= last && !isSlice(output), "output " + output));
  }

  /** A value that is no output has one reader, which comes next. */
  private void checkReaders(int s) {
    int operand = inputs + s;
    if (outputs.contains(operand)) {
      return;
    }
    List<Integer> readers =
        IntStream.range(0, steps.size())
            .filter(reader -> steps.get(reader).operands().contains(operand))
            .boxed()
            .toList();
    boolean real = steps.get(s).kind() == Kind.REAL;
    require(
        real && readers.equals(List.of(nextNumber(s))),
        "step " + s + " is no output, and not read by the next step alone");
  }

  private int nextNumber(int s) {
    return IntStream.range(s + 1, steps.size())
        .filter(next -> steps.get(next).kind() == Kind.REAL && !isSlice(inputs + next))
        .findFirst()
        .orElse(-1);
  }

  /** Two numbers without memory meet in sums only, and what is saved has memory. */
  private void checkSlices(FusedStep step) {
    if (step instanceof FusedStep.Slope slope) {
      boolean hasMemory = slope.saved() < inputs || outputs.contains(slope.saved());
      require(hasMemory || !isSlice(slope.gradient()), "a gradient that is a slice");
      require(!isSlice(slope.saved()), "a saved value that is a slice");
    }
  }

  private boolean isSlice(int operand) {
    return operand >= inputs && steps.get(operand - inputs) instanceof FusedStep.Slice;
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message + ": " + inputs + " inputs, " + steps);
    }
  }
}
