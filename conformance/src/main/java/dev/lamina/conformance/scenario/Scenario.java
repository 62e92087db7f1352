package dev.lamina.conformance.scenario;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Op;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A few ops on given values: usually one op forward and backward.
 *
 * @param name unique within its family; it also seeds the values
 * @param steps in the order in which they run
 * @param gradients what the backward ops claim, if anything
 * @param terms how many products or summands make the longest sum; rounding errors grow with its
 *     root
 * @param inPlace outputs that take over the memory of an input, and that input
 */
public record Scenario(
    String name,
    List<Step> steps,
    List<Gradient> gradients,
    long terms,
    Map<Operand, Operand> inPlace) {

  public Scenario {
    steps = List.copyOf(steps);
    gradients = List.copyOf(gradients);
    inPlace = Map.copyOf(inPlace);
  }

  /** All operands, in the order in which the steps name them first. */
  public Set<Operand> operands() {
    Set<Operand> operands = new LinkedHashSet<>();
    for (Step step : steps) {
      operands.addAll(step.inputs());
      operands.addAll(step.outputs());
    }
    return operands;
  }

  /**
   * The same steps with one output in the place of an input: one scenario for each case that {@link
   * Op#inPlaceInputs} allows and in which no later step reads that input.
   */
  public List<Scenario> inPlaceVariants() {
    List<Scenario> variants = new ArrayList<>();
    for (int s = 0; s < steps.size(); s++) {
      Step step = steps.get(s);
      for (int i : step.op().inPlaceInputs()) {
        Operand input = step.inputs().get(i);
        if (!readAfter(s, input)) {
          variants.add(inPlace(step.outputs().get(0), input));
        }
      }
    }
    return variants;
  }

  private boolean readAfter(int s, Operand operand) {
    return steps.subList(s + 1, steps.size()).stream()
        .anyMatch(step -> step.inputs().contains(operand));
  }

  private Scenario inPlace(Operand output, Operand input) {
    String variant = name + ", " + output.name() + " in the place of " + input.name();
    return new Scenario(variant, steps, gradients, terms, Map.of(output, input));
  }

  @Override
  public String toString() {
    return name;
  }

  /** Starts a scenario. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** Puts a scenario together; operands are declared as they are needed. */
  public static final class Builder {
    private final String name;
    private final Map<String, Operand> operands = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Gradient> gradients = new ArrayList<>();
    private long terms = 1;

    private Builder(String name) {
      this.name = name;
    }

    /** An activation or image that is only read. */
    public Operand given(String operand, Shape shape, int batch, Fill fill) {
      return declare(operand, Space.ACTIVATION, shape, batch, Role.GIVEN, fill);
    }

    /** A parameter that is only read. */
    public Operand parameter(String operand, Shape shape, Fill fill) {
      return declare(operand, Space.PARAMETER, shape, 1, Role.GIVEN, fill);
    }

    /** A value of any kind that is only read. */
    public Operand given(String operand, Space space, Shape shape, int batch, Fill fill) {
      return declare(operand, space, shape, batch, Role.GIVEN, fill);
    }

    /** A value without a batch that ops change. */
    public Operand updated(String operand, Space space, Shape shape, Fill fill) {
      return declare(operand, space, shape, 1, Role.UPDATED, fill);
    }

    /** An activation that an op writes. */
    public Operand computed(String operand, Shape shape, int batch) {
      return declare(operand, Space.ACTIVATION, shape, batch, Role.COMPUTED, Fill.NONE);
    }

    /** A value without a batch that an op writes. */
    public Operand computed(String operand, Space space, Shape shape) {
      return declare(operand, space, shape, 1, Role.COMPUTED, Fill.NONE);
    }

    /** A value that only the device itself understands. */
    public Operand internal(String operand, Space space, Shape shape, int batch) {
      return declare(operand, space, shape, batch, Role.INTERNAL, Fill.NONE);
    }

    private Operand declare(
        String operand, Space space, Shape shape, int batch, Role role, Fill fill) {
      Operand declared = new Operand(operand, space, shape, batch, role, fill);
      if (operands.put(operand, declared) != null) {
        throw new IllegalArgumentException(name + " declares " + operand + " twice");
      }
      return declared;
    }

    /** Runs an op next. */
    public Builder step(Op op, List<Operand> inputs, List<Operand> outputs) {
      steps.add(new Step(op, inputs, outputs));
      return this;
    }

    /** Claims that {@code gradient} is the derivative of {@code Σ seed · output} by {@code of}. */
    public Builder gradient(Operand of, Operand gradient, Operand output, Operand seed) {
      gradients.add(new Gradient(of, gradient, output, seed));
      return this;
    }

    /** Says how long the longest sum is. */
    public Builder terms(long longest) {
      terms = longest;
      return this;
    }

    /** The scenario. */
    public Scenario build() {
      return new Scenario(name, steps, gradients, terms, Map.of());
    }
  }
}
