package dev.lamina.onednn;

import dev.lamina.graph.op.AdamW;
import dev.lamina.graph.op.AverageWeights;
import dev.lamina.graph.op.ClipGradients;
import dev.lamina.graph.op.Sgd;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import java.nio.FloatBuffer;

/** Optimizers, in Java: one pass over the parameter arena, which memory bandwidth bounds. */
final class OptimizerKernels {

  private OptimizerKernels() {}

  static Kernel sgd(Sgd op, Binding binding, Workbench bench) {
    FloatBuffer p = bench.floats(binding.input(0));
    FloatBuffer g = bench.floats(binding.input(1));
    FloatBuffer v = bench.floats(binding.input(2));
    FloatBuffer hyper = bench.floats(binding.input(3));
    float momentum = (float) op.momentum();
    float decay = (float) op.weightDecay();
    // Two loops without a condition inside: with one, the JIT compiler vectorises neither.
    return op.nesterov()
        ? () -> nesterov(p, g, v, hyper.get(0), momentum, decay)
        : () -> momentum(p, g, v, hyper.get(0), momentum, decay);
  }

  private static void momentum(
      FloatBuffer p, FloatBuffer g, FloatBuffer v, float rate, float momentum, float decay) {
    for (int i = 0; i < p.capacity(); i++) {
      float velocity = momentum * v.get(i) + (g.get(i) + decay * p.get(i));
      v.put(i, velocity);
      p.put(i, p.get(i) - rate * velocity);
    }
  }

  private static void nesterov(
      FloatBuffer p, FloatBuffer g, FloatBuffer v, float rate, float momentum, float decay) {
    for (int i = 0; i < p.capacity(); i++) {
      float gradient = g.get(i) + decay * p.get(i);
      float velocity = momentum * v.get(i) + gradient;
      v.put(i, velocity);
      p.put(i, p.get(i) - rate * (gradient + momentum * velocity));
    }
  }

  static Kernel adamW(AdamW op, Binding binding, Workbench bench) {
    FloatBuffer p = bench.floats(binding.input(0));
    FloatBuffer g = bench.floats(binding.input(1));
    FloatBuffer m = bench.floats(binding.input(2));
    FloatBuffer v = bench.floats(binding.input(3));
    FloatBuffer hyper = bench.floats(binding.input(4));
    return () -> {
      moments(op, g, m, v);
      adamW(op, hyper.get(0), hyper.get(1), p, m, v);
    };
  }

  private static void moments(AdamW op, FloatBuffer g, FloatBuffer m, FloatBuffer v) {
    float keep1 = (float) op.beta1();
    float keep2 = (float) op.beta2();
    float add1 = (float) (1 - op.beta1());
    float add2 = (float) (1 - op.beta2());
    for (int i = 0; i < g.capacity(); i++) {
      float gradient = g.get(i);
      m.put(i, keep1 * m.get(i) + add1 * gradient);
      v.put(i, keep2 * v.get(i) + add2 * gradient * gradient);
    }
  }

  private static void adamW(
      AdamW op, double rate, double step, FloatBuffer p, FloatBuffer m, FloatBuffer v) {
    float keep = (float) (1 - rate * op.weightDecay());
    float size = (float) (rate / (1 - Math.pow(op.beta1(), step)));
    float correction = (float) (1 / Math.sqrt(1 - Math.pow(op.beta2(), step)));
    float epsilon = (float) op.epsilon();
    for (int i = 0; i < p.capacity(); i++) {
      float root = (float) Math.sqrt(v.get(i)) * correction + epsilon;
      p.put(i, keep * p.get(i) - size * m.get(i) / root);
    }
  }

  static Kernel clip(ClipGradients op, Binding binding, Workbench bench) {
    FloatBuffer g = bench.floats(binding.input(0));
    return () -> {
      double factor = op.maxNorm() / (norm(g) + ClipGradients.EPSILON);
      if (factor < 1) {
        scale(g, (float) factor);
      }
    };
  }

  // In double precision: millions of small squares would be lost in a large sum.
  private static double norm(FloatBuffer g) {
    double squares = 0;
    for (int i = 0; i < g.capacity(); i++) {
      double gradient = g.get(i);
      squares += gradient * gradient;
    }
    return Math.sqrt(squares);
  }

  private static void scale(FloatBuffer g, float factor) {
    for (int i = 0; i < g.capacity(); i++) {
      g.put(i, factor * g.get(i));
    }
  }

  static Kernel average(AverageWeights op, Binding binding, Workbench bench) {
    FloatBuffer averages = bench.floats(binding.input(0));
    FloatBuffer values = bench.floats(binding.input(1));
    float keep = (float) op.decay();
    float add = (float) (1 - op.decay());
    return () -> average(averages, values, keep, add);
  }

  private static void average(FloatBuffer averages, FloatBuffer values, float keep, float add) {
    for (int i = 0; i < averages.capacity(); i++) {
      averages.put(i, keep * averages.get(i) + add * values.get(i));
    }
  }
}
