package dev.lamina.runtime.reference;

import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.LinearWeightGrad;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;

/** Fully connected layers; {@code n} counts examples, {@code u} units, {@code f} features. */
final class LinearKernels {

  private LinearKernels() {}

  static Kernel forward(Linear op, Binding binding) {
    Reals x = Reals.of(binding.input(0));
    Reals weight = Reals.of(binding.input(1));
    Reals y = Reals.of(binding.output(0));
    int units = op.units();
    int features = weight.length() / units;
    Runnable start = bias(op.bias(), binding, y);
    return () -> {
      start.run();
      for (int nu = 0; nu < y.length(); nu++) {
        int xAt = x.at() + nu / units * features;
        int weightAt = weight.at() + nu % units * features;
        y.add(nu, Loops.dot(x.data(), xAt, weight.data(), weightAt, features));
      }
    };
  }

  static Kernel inputGrad(Binding binding) {
    Reals dy = Reals.of(binding.input(0));
    Reals weight = Reals.of(binding.input(1));
    Reals dx = Reals.of(binding.output(0));
    int units = binding.input(0).shape().channels();
    int features = weight.length() / units;
    return () -> {
      dx.fill(0);
      for (int nu = 0; nu < dy.length(); nu++) {
        int weightAt = weight.at() + nu % units * features;
        int dxAt = dx.at() + nu / units * features;
        Loops.addScaled(dy.get(nu), weight.data(), weightAt, dx.data(), dxAt, features);
      }
    };
  }

  static Kernel weightGrad(LinearWeightGrad op, Binding binding) {
    Reals x = Reals.of(binding.input(0));
    Reals dy = Reals.of(binding.input(1));
    Reals dweight = Reals.of(binding.output(0));
    int units = op.linear().units();
    int features = dweight.length() / units;
    Runnable biasGrad = biasGrad(op.linear().bias(), binding, dy);
    return () -> {
      dweight.fill(0);
      for (int nu = 0; nu < dy.length(); nu++) {
        int xAt = x.at() + nu / units * features;
        int dweightAt = dweight.at() + nu % units * features;
        Loops.addScaled(dy.get(nu), x.data(), xAt, dweight.data(), dweightAt, features);
      }
      biasGrad.run();
    };
  }

  /** The start of a forward kernel: {@code y} is input 2 in every row, or zero without a bias. */
  static Runnable bias(boolean present, Binding binding, Reals y) {
    if (!present) {
      return () -> y.fill(0);
    }
    Reals bias = Reals.of(binding.input(2));
    return () -> Loops.fillRows(bias, y);
  }

  /** The end of a weight gradient: output 1, if there is a bias, is the sum of the rows of dy. */
  static Runnable biasGrad(boolean present, Binding binding, Reals dy) {
    if (!present) {
      return () -> {};
    }
    Reals dbias = Reals.of(binding.output(1));
    return () -> Loops.sumRows(dy, dbias);
  }
}
