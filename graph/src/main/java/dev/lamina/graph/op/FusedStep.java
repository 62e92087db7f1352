package dev.lamina.graph.op;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/**
 * One step of a {@link Fused} op: what is computed of one element. Operands are numbers: the op's
 * inputs in their order, then its steps.
 */
public sealed interface FusedStep {

  /** What it reads, in the order of its components. */
  List<Integer> operands();

  /** The same of other operands. */
  FusedStep renumbered(IntUnaryOperator operand);

  /** The name of what it computes, for example {@code add} or {@code relu.grad}. */
  String mnemonic();

  /** What it computes. */
  default Fused.Kind kind() {
    return Fused.Kind.REAL;
  }

  /**
   * A norm, which begins a chain: it treats every element alike once its statistics are found, and
   * those it finds of all elements before any step is taken.
   *
   * @param op a {@link BatchNorm} or {@link BatchNormInference} without its ReLU, or a {@link
   *     BatchNormGrad}; the step's value is its first output
   * @param reads its inputs, in its own order
   */
  record Lead(Op op, List<Integer> reads) implements FusedStep {
    public Lead {
      reads = List.copyOf(reads);
    }

    /** Whether an op can be one. */
    public static boolean canBe(Op op) {
      return (op instanceof BatchNorm norm && !norm.relu())
          || (op instanceof BatchNormInference inference && !inference.relu())
          || op instanceof BatchNormGrad;
    }

    /** Its inputs that have a value for every element: maps and, in a gradient, a ReLU's mask. */
    public List<Integer> wholes() {
      int maps = op instanceof BatchNormGrad ? 2 : 1;
      return Stream.concat(reads.stream().limit(maps), reads.stream().skip(6)).toList();
    }

    /** How many outputs it has besides its value: one number per channel each. */
    public int sides() {
      return op instanceof BatchNormInference ? 0 : 2;
    }

    @Override
    public List<Integer> operands() {
      return reads;
    }

    @Override
    public FusedStep renumbered(IntUnaryOperator operand) {
      return new Lead(op, reads.stream().map(operand::applyAsInt).toList());
    }

    @Override
    public String mnemonic() {
      return op.mnemonic();
    }
  }

  /**
   * Maps one after another along the channels, where they lie; it begins a chain.
   *
   * @param parts at least 2 inputs
   */
  record Join(List<Integer> parts) implements FusedStep {
    public Join {
      parts = List.copyOf(parts);
    }

    @Override
    public List<Integer> operands() {
      return parts;
    }

    @Override
    public FusedStep renumbered(IntUnaryOperator operand) {
      return new Join(parts.stream().map(operand::applyAsInt).toList());
    }

    @Override
    public String mnemonic() {
      return "concat";
    }
  }

  /**
   * Some channels of a wider map, where they lie. The next step reads them, and nobody else.
   *
   * @param whole an input
   * @param first the first of its channels
   */
  record Slice(int whole, int first) implements FusedStep {
    @Override
    public List<Integer> operands() {
      return List.of(whole);
    }

    @Override
    public FusedStep renumbered(IntUnaryOperator operand) {
      return new Slice(operand.applyAsInt(whole), first);
    }

    @Override
    public String mnemonic() {
      return "slice";
    }
  }

  /**
   * A sum, from left to right.
   *
   * @param terms at least 2 numbers
   */
  record Sum(List<Integer> terms) implements FusedStep {
    public Sum {
      terms = List.copyOf(terms);
    }

    @Override
    public List<Integer> operands() {
      return terms;
    }

    @Override
    public FusedStep renumbered(IntUnaryOperator operand) {
      return new Sum(terms.stream().map(operand::applyAsInt).toList());
    }

    @Override
    public String mnemonic() {
      return "add";
    }
  }

  /**
   * An activation, as {@link Activation}.
   *
   * @param function which
   * @param x a number
   */
  record Apply(ActivationFunction function, int x) implements FusedStep {
    @Override
    public List<Integer> operands() {
      return List.of(x);
    }

    @Override
    public FusedStep renumbered(IntUnaryOperator operand) {
      return new Apply(function, operand.applyAsInt(x));
    }

    @Override
    public String mnemonic() {
      return function.toString();
    }
  }

  /**
   * The gradient of an activation, as {@link ActivationGrad}.
   *
   * @param function which
   * @param saved its output, or its input where its gradient reads that
   * @param gradient of its output
   */
  record Slope(ActivationFunction function, int saved, int gradient) implements FusedStep {
    @Override
    public List<Integer> operands() {
      return List.of(saved, gradient);
    }

    @Override
    public FusedStep renumbered(IntUnaryOperator operand) {
      return new Slope(function, operand.applyAsInt(saved), operand.applyAsInt(gradient));
    }

    @Override
    public String mnemonic() {
      return function + ".grad";
    }
  }

  /**
   * The mask of a {@link Dropout}: 1 where the element is kept, else 0.
   *
   * @param random the step's random state
   * @param rate the dropout's
   * @param stream the dropout's
   */
  record Draw(int random, double rate, int stream) implements FusedStep {
    @Override
    public List<Integer> operands() {
      return List.of(random);
    }

    @Override
    public FusedStep renumbered(IntUnaryOperator operand) {
      return new Draw(operand.applyAsInt(random), rate, stream);
    }

    @Override
    public String mnemonic() {
      return "draw";
    }

    @Override
    public Fused.Kind kind() {
      return Fused.Kind.MASK;
    }
  }

  /**
   * What a dropout leaves of a number or of its gradient: {@code x / (1 - rate)} where the mask is
   * not 0, else 0.
   *
   * @param x a number
   * @param mask drawn or read
   * @param rate the dropout's
   */
  record Drop(int x, int mask, double rate) implements FusedStep {
    @Override
    public List<Integer> operands() {
      return List.of(x, mask);
    }

    @Override
    public FusedStep renumbered(IntUnaryOperator operand) {
      return new Drop(operand.applyAsInt(x), operand.applyAsInt(mask), rate);
    }

    @Override
    public String mnemonic() {
      return "dropout";
    }

    /** What the kept ones are multiplied by. */
    public double scale() {
      return 1 / (1 - rate);
    }
  }
}
