package dev.lamina.conformance.lockstep;

import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedStep;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * A chain of ops cut behind every rectifier whose value is read elsewhere, so that each piece ends
 * in one at most that matters. A rectifier whose value nobody else reads has no gradient, and
 * without that a branch is no more than rounding.
 */
final class Segments {
  private final Fused chain;
  private final Binding binding;

  private Segments(Fused chain, Binding binding) {
    this.chain = chain;
    this.binding = binding;
  }

  /** Ops that do together what a binding does, in order; its own op where there is no chain. */
  static List<Binding> of(Binding binding) {
    return binding.op() instanceof Fused chain
        ? new Segments(chain, binding).all()
        : List.of(binding);
  }

  private List<Binding> all() {
    List<Binding> segments = new ArrayList<>();
    int from = 0;
    for (int s = 0; s < chain.steps().size(); s++) {
      if (isEnd(s)) {
        segments.add(segment(from, s + 1));
        from = s + 1;
      }
    }
    return segments;
  }

  private boolean isEnd(int s) {
    boolean last = s == chain.steps().size() - 1;
    return last
        || (Rectifier.rectifies(chain.steps().get(s))
            && chain.outputs().contains(chain.operand(s)));
  }

  /** Some steps as a chain: values that an earlier one left as outputs are its inputs. */
  private Binding segment(int from, int to) {
    if (to - from == chain.steps().size()) {
      return binding;
    }
    List<FusedStep> steps = chain.steps().subList(from, to);
    List<Integer> inputs =
        steps.stream()
            .flatMap(step -> step.operands().stream())
            .filter(operand -> operand < chain.operand(from))
            .distinct()
            .toList();
    IntUnaryOperator renumbered =
        operand ->
            operand < chain.operand(from)
                ? inputs.indexOf(operand)
                : operand - chain.operand(from) + inputs.size();
    List<Integer> outputs = outputs(from, to);
    Fused op =
        new Fused(
            inputs.size(),
            steps.stream().map(step -> step.renumbered(renumbered)).toList(),
            outputs.stream().map(renumbered::applyAsInt).toList());
    return new Binding(name(to), op, tensors(inputs), written(outputs, from));
  }

  /** The last step's value, then the chain's other outputs. */
  private List<Integer> outputs(int from, int to) {
    int last = chain.operand(to - 1);
    List<Integer> outputs = new ArrayList<>(List.of(last));
    IntStream.range(chain.operand(from), last)
        .filter(chain.outputs()::contains)
        .forEach(outputs::add);
    return outputs;
  }

  private String name(int to) {
    return to == chain.steps().size() ? binding.name() : binding.name() + "/step" + (to - 1);
  }

  /** Where these values go; the first piece has also what a norm writes besides its value. */
  private List<Tensor> written(List<Integer> operands, int from) {
    List<Tensor> written = new ArrayList<>(tensors(operands));
    if (from == 0) {
      written.addAll(binding.outputs().subList(chain.outputs().size(), chain.outputCount()));
    }
    return written;
  }

  private List<Tensor> tensors(List<Integer> operands) {
    return operands.stream().map(this::tensor).toList();
  }

  private Tensor tensor(int operand) {
    return chain.isInput(operand)
        ? binding.input(operand)
        : binding.output(chain.outputs().indexOf(operand));
  }
}
