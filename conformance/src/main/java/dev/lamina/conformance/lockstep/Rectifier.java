package dev.lamina.conformance.lockstep;

import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormRecompute;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedStep;
import dev.lamina.graph.op.Op;
import dev.lamina.runtime.device.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The function with a kink at 0 in which an op of a training graph ends.
 *
 * @param before the op without it, whose output is the pre-activations
 * @param slope below 0
 */
record Rectifier(Op before, double slope) {

  /** The rectifier of an op, if it ends in one. */
  static Optional<Rectifier> of(Op op) {
    if (op instanceof BatchNorm norm && norm.relu()) {
      return Optional.of(new Rectifier(withoutRelu(norm), 0));
    }
    if (op instanceof BatchNormRecompute again && again.norm().relu()) {
      return Optional.of(new Rectifier(new BatchNormRecompute(withoutRelu(again.norm())), 0));
    }
    if (op instanceof Add add) {
      return of(add.function(), new Add(add.terms(), ActivationFunction.IDENTITY));
    }
    if (op instanceof Fused fused) {
      return ofLast(fused);
    }
    if (op instanceof Activation activation) {
      return of(activation.function(), new Activation(ActivationFunction.IDENTITY));
    }
    return Optional.empty();
  }

  private static BatchNorm withoutRelu(BatchNorm norm) {
    return new BatchNorm(norm.epsilon(), norm.momentum(), false);
  }

  /** The rectifier in which a chain ends; those before its end are not touched. */
  private static Optional<Rectifier> ofLast(Fused chain) {
    List<FusedStep> steps = new ArrayList<>(chain.steps());
    FusedStep last = steps.remove(steps.size() - 1);
    if (!(last instanceof FusedStep.Apply apply) || !rectifies(apply)) {
      return Optional.empty();
    }
    steps.add(new FusedStep.Apply(ActivationFunction.IDENTITY, apply.x()));
    return of(apply.function(), new Fused(chain.inputs(), steps, chain.outputs()));
  }

  /** Whether a step of a chain has a kink at 0. */
  static boolean rectifies(FusedStep step) {
    return step instanceof FusedStep.Apply apply
        && (apply.function() == ActivationFunction.RELU
            || apply.function() == ActivationFunction.LEAKY_RELU);
  }

  private static Optional<Rectifier> of(ActivationFunction function, Op before) {
    return switch (function) {
      case RELU -> Optional.of(new Rectifier(before, 0));
      case LEAKY_RELU -> Optional.of(new Rectifier(before, ActivationFunction.LEAKY_SLOPE));
      case IDENTITY, TANH, GELU -> Optional.empty();
    };
  }

  /** The op without its rectifier, which saves no mask, on the same memory. */
  Binding bindingBefore(Binding binding) {
    int outputs = before instanceof BatchNorm ? 3 : binding.outputs().size();
    return new Binding(
        binding.name(), before, binding.inputs(), binding.outputs().subList(0, outputs));
  }

  /** 1 where an output is above the kink, else 0. */
  static int[] branches(double[] outputs) {
    int[] branches = new int[outputs.length];
    for (int i = 0; i < outputs.length; i++) {
      branches[i] = branch(outputs[i]);
    }
    return branches;
  }

  /** 1 above the kink, else 0. */
  static int branch(double value) {
    return value > 0 ? 1 : 0;
  }

  /**
   * The output on a given branch. Behind the kink it stays on the branch's side of 0, because
   * gradients tell the branch by the output's sign.
   */
  double value(double preActivation, int branch) {
    return branch == 1
        ? Math.max(preActivation, Double.MIN_NORMAL)
        : slope * Math.min(preActivation, 0);
  }
}
