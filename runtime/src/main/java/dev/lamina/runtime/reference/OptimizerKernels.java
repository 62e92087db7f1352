package dev.lamina.runtime.reference;

import dev.lamina.graph.op.AdamW;
import dev.lamina.graph.op.AverageWeights;
import dev.lamina.graph.op.ClipGradients;
import dev.lamina.graph.op.Sgd;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;

/** The optimizers' updates of the whole parameter arena. */
final class OptimizerKernels {

  private OptimizerKernels() {}

  static Kernel sgd(Sgd op, Binding binding) {
    Reals parameters = Reals.of(binding.input(0));
    Reals gradients = Reals.of(binding.input(1));
    Reals velocities = Reals.of(binding.input(2));
    Reals step = Reals.of(binding.input(3));
    return () -> {
      double learningRate = step.get(0);
      for (int i = 0; i < parameters.length(); i++) {
        double gradient = gradients.get(i) + op.weightDecay() * parameters.get(i);
        double velocity = op.momentum() * velocities.get(i) + gradient;
        double move = op.nesterov() ? gradient + op.momentum() * velocity : velocity;
        velocities.set(i, velocity);
        parameters.add(i, -learningRate * move);
      }
    };
  }

  static Kernel adamW(AdamW op, Binding binding) {
    Reals parameters = Reals.of(binding.input(0));
    Reals gradients = Reals.of(binding.input(1));
    Reals firsts = Reals.of(binding.input(2));
    Reals seconds = Reals.of(binding.input(3));
    Reals step = Reals.of(binding.input(4));
    return () -> {
      double learningRate = step.get(0);
      double firstBias = 1 - Math.pow(op.beta1(), step.get(1));
      double secondBias = Math.sqrt(1 - Math.pow(op.beta2(), step.get(1)));
      for (int i = 0; i < parameters.length(); i++) {
        double g = gradients.get(i);
        double first = op.beta1() * firsts.get(i) + (1 - op.beta1()) * g;
        double second = op.beta2() * seconds.get(i) + (1 - op.beta2()) * g * g;
        double decayed = parameters.get(i) * (1 - learningRate * op.weightDecay());
        double scale = Math.sqrt(second) / secondBias + op.epsilon();
        firsts.set(i, first);
        seconds.set(i, second);
        parameters.set(i, decayed - learningRate / firstBias * first / scale);
      }
    };
  }

  static Kernel clip(ClipGradients op, Binding binding) {
    Reals gradients = Reals.of(binding.input(0));
    return () -> {
      double squares = 0;
      for (int i = 0; i < gradients.length(); i++) {
        squares += gradients.get(i) * gradients.get(i);
      }
      double factor = op.maxNorm() / (Math.sqrt(squares) + ClipGradients.EPSILON);
      for (int i = 0; i < gradients.length() && factor < 1; i++) {
        gradients.set(i, factor * gradients.get(i));
      }
    };
  }

  static Kernel average(AverageWeights op, Binding binding) {
    Reals averages = Reals.of(binding.input(0));
    Reals values = Reals.of(binding.input(1));
    return () -> {
      for (int i = 0; i < averages.length(); i++) {
        averages.set(i, op.decay() * averages.get(i) + (1 - op.decay()) * values.get(i));
      }
    };
  }
}
