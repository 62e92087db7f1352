package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.ActivationGrad;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.Concat;
import dev.lamina.graph.op.Dropout;
import dev.lamina.graph.op.DropoutGrad;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedStep;
import dev.lamina.graph.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Nodes as steps of one op. */
final class ChainProgram {

  private final List<Value> inputs;
  private final List<FusedStep> steps = new ArrayList<>();
  private final Map<Value, Integer> operands = new HashMap<>();

  /** An empty program of so many inputs. */
  ChainProgram(List<Value> inputs) {
    this.inputs = inputs;
    for (int i = 0; i < inputs.size(); i++) {
      operands.put(inputs.get(i), i);
    }
  }

  List<Value> inputs() {
    return inputs;
  }

  /** Appends what a node computes. */
  void add(Node node) {
    Op op = node.op();
    List<Integer> read = node.inputs().stream().map(operands::get).toList();
    if (FusedStep.Lead.canBe(op)) {
      step(new FusedStep.Lead(op, read));
    } else if (op instanceof Concat) {
      step(new FusedStep.Join(read));
    } else if (op instanceof Add add) {
      sum(add.function(), read);
    } else if (op instanceof Activation activation) {
      step(new FusedStep.Apply(activation.function(), read.get(0)));
    } else if (op instanceof ActivationGrad grad) {
      step(new FusedStep.Slope(grad.function(), read.get(0), read.get(1)));
    } else if (op instanceof Dropout dropout) {
      int mask = step(new FusedStep.Draw(read.get(1), dropout.rate(), dropout.stream()));
      operands.put(node.outputs().get(1), mask);
      step(new FusedStep.Drop(read.get(0), mask, dropout.rate()));
    } else if (op instanceof DropoutGrad grad) {
      step(new FusedStep.Drop(read.get(0), read.get(1), grad.dropout().rate()));
    } else {
      throw new IllegalArgumentException(op.mnemonic() + " is no step of a chain");
    }
    operands.put(node.output(), last());
  }

  private void sum(ActivationFunction function, List<Integer> terms) {
    int sum = step(new FusedStep.Sum(terms));
    if (function != ActivationFunction.IDENTITY) {
      step(new FusedStep.Apply(function, sum));
    }
  }

  private int step(FusedStep step) {
    steps.add(step);
    return last();
  }

  private int last() {
    return inputs.size() + steps.size() - 1;
  }

  /** Whether a value cannot be left out: masks are for the backward graph. */
  boolean mustBeOutput(Value value) {
    return value.space() == Space.MASK;
  }

  /** The op that computes these values. */
  Fused op(List<Value> outputs) {
    return new Fused(inputs.size(), steps, outputs.stream().map(operands::get).toList());
  }
}
