package dev.lamina.graph.op;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A chain of ops that treat every element alike, as one op: each element is read once and written
 * once, whatever happens to it in between. A norm may begin the chain ({@link FusedStep.Lead}), or
 * a concatenation ({@link FusedStep.Join}), and any step may read channels of a wider map ({@link
 * FusedStep.Slice}).
 *
 * <p>Inputs: tensors of one shape; the masks of dropouts, one byte per element; the step's random
 * state, if a step draws; what a norm has per channel; maps that differ from the others in their
 * channels alone, as parts of a concatenation or as what slices are of. Outputs: the last step's
 * value, of the same shape; then other values of the chain that are read elsewhere, numbers or
 * drawn masks; then what a norm writes besides its value. The first output may take the place of an
 * input, and of no other value.
 *
 * <p>A number that is no output is read by the next step alone, drawing and slicing aside: so at no
 * time is there more than one besides slices of inputs, and a device that takes several passes
 * needs no memory besides the outputs. For that, a step that reads a slice, and is no sum, reads
 * nothing else that has no memory.
 *
 * @param inputs how many, at least 1
 * @param steps in order; each reads inputs and earlier steps
 * @param outputs the operand of each output, the last step first; what a norm writes besides its
 *     value is none
 */
public record Fused(int inputs, List<FusedStep> steps, List<Integer> outputs)
    implements ForwardOp, BackwardOp {

  /** What an operand is. */
  public enum Kind {
    /** One number per element. */
    REAL,
    /** One byte per element. */
    MASK,
    /** The step's random state. */
    RANDOM,
    /** One number per channel. */
    CHANNELS,
    /** One number per pixel and channel, of some of the channels: a part of a concatenation. */
    PART,
    /** One number per pixel and channel, of more channels: what slices are of. */
    WIDE
  }

  /**
   * Checks the program.
   *
   * @throws IllegalArgumentException if it is none that the class describes
   */
  public Fused {
    steps = List.copyOf(steps);
    outputs = List.copyOf(outputs);
    FusedCheck.check(inputs, steps, outputs);
  }

  /** The names of the steps, for example {@code add+RELU.grad}. */
  @Override
  public String mnemonic() {
    return steps.stream()
        .filter(step -> !(step instanceof FusedStep.Draw))
        .map(FusedStep::mnemonic)
        .collect(Collectors.joining("+"));
  }

  /** The {@link #formula}, and what it leaves out: the rates of dropouts, where slices begin. */
  @Override
  public String attributes() {
    return formula()
        + details(" rate ", FusedStep.Drop.class, FusedStep.Drop::rate)
        + details(" from channel ", FusedStep.Slice.class, FusedStep.Slice::first);
  }

  private <T extends FusedStep> String details(
      String title, Class<T> type, Function<T, Number> detail) {
    String details =
        steps.stream()
            .filter(type::isInstance)
            .map(type::cast)
            .map(detail)
            .distinct()
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return details.isEmpty() ? "" : title + details;
  }

  /** The norm that begins the chain, if one does. */
  public Optional<FusedStep.Lead> lead() {
    return steps.get(0) instanceof FusedStep.Lead lead ? Optional.of(lead) : Optional.empty();
  }

  /** How many outputs there are in all. */
  public int outputCount() {
    return outputs.size() + lead().map(FusedStep.Lead::sides).orElse(0);
  }

  /** What comes out, with the inputs named a, b, …, for example {@code (a + b) * [c > 0]}. */
  public String formula() {
    return outputs.stream()
        .map(operand -> FusedText.of(this, operand))
        .collect(Collectors.joining(", "));
  }

  /** The name of an input in formulas: a letter, or x and its number after the first few. */
  public static String letter(int input) {
    return FusedText.input(input);
  }

  /** The number of step {@code s} as an operand. */
  public int operand(int s) {
    return inputs + s;
  }

  /** Whether an operand is an input. */
  public boolean isInput(int operand) {
    return operand < inputs;
  }

  /** The step that an operand which is no input stands for. */
  public FusedStep step(int operand) {
    return steps.get(operand - inputs);
  }

  /** What an input is. */
  public Kind kind(int input) {
    return FusedCheck.kind(steps, input);
  }

  /**
   * The numbers that nobody reads any more when the first output's memory is written first, which
   * is when the first value appears that has no memory of its own.
   */
  @Override
  public List<Integer> inPlaceInputs() {
    int first =
        IntStream.range(0, steps.size())
            .filter(s -> !(steps.get(s) instanceof FusedStep.Slice))
            .filter(s -> operand(s) == outputs.get(0) || !outputs.contains(operand(s)))
            .findFirst()
            .orElseThrow();
    return IntStream.range(0, inputs)
        .filter(input -> kind(input) == Kind.REAL && !keptPast(first, input))
        .boxed()
        .toList();
  }

  private boolean keptPast(int first, int input) {
    return isReadThroughout(steps.get(first), input)
        || steps.subList(first + 1, steps.size()).stream()
            .anyMatch(step -> step.operands().contains(input));
  }

  /** Whether a step may read an input after it has written elements of its own. */
  private static boolean isReadThroughout(FusedStep step, int input) {
    if (step instanceof FusedStep.Lead lead) {
      int place = lead.reads().indexOf(input);
      return place >= 0 && !lead.op().inPlaceInputs().contains(place);
    }
    return step instanceof FusedStep.Slope slope && slope.saved() == input;
  }

  /** What it computes. */
  @Override
  public String toString() {
    return "Fused[" + attributes() + "]";
  }
}
