package dev.lamina.runtime.reference;

import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.op.BatchNormInference;
import dev.lamina.graph.op.BatchNormRecompute;
import dev.lamina.graph.op.FoldNorm;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import java.util.List;

/**
 * Batch normalisation. The second statistic that is kept for the backward kernel is the inverse
 * root {@code 1 / √(variance + epsilon)}; the mask of a fused ReLU holds 1 where its output is
 * positive, else 0. Loops run over rows, which are the channels of one pixel.
 */
final class BatchNormKernels {

  private BatchNormKernels() {}

  static Kernel training(BatchNorm op, Binding binding) {
    Reals x = Reals.of(binding.input(0));
    Reals scale = Reals.of(binding.input(1));
    Reals shift = Reals.of(binding.input(2));
    Reals y = Reals.of(binding.output(0));
    Reals mean = Reals.of(binding.output(1));
    Reals spread = Reals.of(binding.output(2));
    Runnable running = running(op.momentum(), binding);
    Runnable rectify = op.relu() ? rectify(y, Mask.of(binding.output(3))) : () -> {};
    return () -> {
      mean(x, mean);
      variance(x, mean, spread);
      running.run();
      inverseRoot(spread, op.epsilon(), spread);
      normalise(x, mean, spread, scale, shift, y);
      rectify.run();
    };
  }

  static Kernel recompute(BatchNormRecompute op, Binding binding) {
    Reals x = Reals.of(binding.input(0));
    Reals scale = Reals.of(binding.input(1));
    Reals shift = Reals.of(binding.input(2));
    Reals mean = Reals.of(binding.input(3));
    Reals spread = Reals.of(binding.input(4));
    Reals y = Reals.of(binding.output(0));
    return () -> {
      normalise(x, mean, spread, scale, shift, y);
      if (op.norm().relu()) {
        cutOff(y);
      }
    };
  }

  static Kernel inference(BatchNormInference op, Binding binding) {
    Reals x = Reals.of(binding.input(0));
    Reals scale = Reals.of(binding.input(1));
    Reals shift = Reals.of(binding.input(2));
    Reals mean = Reals.of(binding.input(3));
    Reals variance = Reals.of(binding.input(4));
    Reals y = Reals.of(binding.output(0));
    int channels = scale.length();
    return () -> {
      for (int row = 0; row < x.length(); row += channels) {
        for (int c = 0; c < channels; c++) {
          double deviation = Math.sqrt(variance.get(c) + op.epsilon());
          double normal = (x.get(row + c) - mean.get(c)) / deviation;
          double value = scale.get(c) * normal + shift.get(c);
          y.set(row + c, op.relu() ? Math.max(value, 0) : value);
        }
      }
    };
  }

  /** A filter's weights lie together. */
  static Kernel fold(FoldNorm op, Binding binding) {
    List<Reals> in = binding.inputs().stream().map(Reals::of).toList();
    Reals weight = in.get(0);
    List<Reals> norm = in.subList(op.bias() ? 2 : 1, in.size());
    Reals shift = norm.get(1);
    Reals mean = norm.get(2);
    Reals foldedWeight = Reals.of(binding.output(0));
    Reals foldedBias = Reals.of(binding.output(1));
    int filters = shift.length();
    int size = weight.length() / filters;
    return () -> {
      for (int f = 0; f < filters; f++) {
        double factor = norm.get(0).get(f) / Math.sqrt(norm.get(3).get(f) + op.epsilon());
        for (int i = f * size; i < (f + 1) * size; i++) {
          foldedWeight.set(i, weight.get(i) * factor);
        }
        double bias = op.bias() ? in.get(1).get(f) : 0;
        foldedBias.set(f, shift.get(f) + (bias - mean.get(f)) * factor);
      }
    };
  }

  /**
   * With g the gradient behind the ReLU and x̂ the normalised input: {@code dshift = Σg}, {@code
   * dscale = Σ g x̂}, {@code dx = scale inverseRoot (g - dshift/m - x̂ dscale/m)} over the m values
   * of a channel (Ioffe and Szegedy, 2015, section 3, simplified).
   */
  static Kernel backward(BatchNormGrad op, Binding binding) {
    Reals x = Reals.of(binding.input(0));
    Reals dy = Reals.of(binding.input(1));
    Reals scale = Reals.of(binding.input(2));
    Reals mean = Reals.of(binding.input(4));
    Reals spread = Reals.of(binding.input(5));
    Reals dx = Reals.of(binding.output(0));
    Reals dscale = Reals.of(binding.output(1));
    Reals dshift = Reals.of(binding.output(2));
    // g is kept where dx will be, which may be the memory of dy as well.
    Runnable gate = op.norm().relu() ? gate(dy, Mask.of(binding.input(6)), dx) : copy(dy, dx);
    return () -> {
      gate.run();
      Loops.sumRows(dx, dshift);
      scaleGrad(x, dx, mean, spread, dscale);
      inputGrad(x, mean, spread, scale, dscale, dshift, dx);
    };
  }

  private static void mean(Reals x, Reals mean) {
    Loops.sumRows(x, mean);
    double rows = rows(x, mean);
    for (int c = 0; c < mean.length(); c++) {
      mean.set(c, mean.get(c) / rows);
    }
  }

  /** The biased variance. */
  private static void variance(Reals x, Reals mean, Reals variance) {
    variance.fill(0);
    for (int row = 0; row < x.length(); row += mean.length()) {
      for (int c = 0; c < mean.length(); c++) {
        double deviation = x.get(row + c) - mean.get(c);
        variance.add(c, deviation * deviation);
      }
    }
    double rows = rows(x, mean);
    for (int c = 0; c < mean.length(); c++) {
      variance.set(c, variance.get(c) / rows);
    }
  }

  /** Moves the running averages; the batch's variance is still in output 2 then. */
  private static Runnable running(double momentum, Binding binding) {
    Reals mean = Reals.of(binding.output(1));
    Reals variance = Reals.of(binding.output(2));
    Reals runningMean = Reals.of(binding.input(3));
    Reals runningVariance = Reals.of(binding.input(4));
    double rows = rows(Reals.of(binding.input(0)), mean);
    double unbiased = rows / (rows - 1);
    return () -> {
      for (int c = 0; c < mean.length(); c++) {
        runningMean.set(c, (1 - momentum) * runningMean.get(c) + momentum * mean.get(c));
        double batch = unbiased * variance.get(c);
        runningVariance.set(c, (1 - momentum) * runningVariance.get(c) + momentum * batch);
      }
    };
  }

  private static void inverseRoot(Reals variance, double epsilon, Reals spread) {
    for (int c = 0; c < variance.length(); c++) {
      spread.set(c, 1 / Math.sqrt(variance.get(c) + epsilon));
    }
  }

  private static void normalise(
      Reals x, Reals mean, Reals spread, Reals scale, Reals shift, Reals y) {
    int channels = mean.length();
    for (int row = 0; row < x.length(); row += channels) {
      for (int c = 0; c < channels; c++) {
        double normal = (x.get(row + c) - mean.get(c)) * spread.get(c);
        y.set(row + c, scale.get(c) * normal + shift.get(c));
      }
    }
  }

  private static Runnable rectify(Reals y, Mask mask) {
    return () -> {
      for (int i = 0; i < y.length(); i++) {
        mask.set(i, y.get(i) > 0);
      }
      cutOff(y);
    };
  }

  private static void cutOff(Reals y) {
    for (int i = 0; i < y.length(); i++) {
      y.set(i, Math.max(y.get(i), 0));
    }
  }

  private static Runnable gate(Reals dy, Mask mask, Reals gated) {
    return () -> {
      for (int i = 0; i < dy.length(); i++) {
        gated.set(i, mask.get(i) ? dy.get(i) : 0);
      }
    };
  }

  private static Runnable copy(Reals from, Reals to) {
    return () -> System.arraycopy(from.data(), from.at(), to.data(), to.at(), from.length());
  }

  private static void scaleGrad(Reals x, Reals g, Reals mean, Reals spread, Reals dscale) {
    int channels = mean.length();
    dscale.fill(0);
    for (int row = 0; row < x.length(); row += channels) {
      for (int c = 0; c < channels; c++) {
        double normal = (x.get(row + c) - mean.get(c)) * spread.get(c);
        dscale.add(c, g.get(row + c) * normal);
      }
    }
  }

  /** Turns {@code dx} from the gradient of the normalised output into that of the input. */
  private static void inputGrad(
      Reals x, Reals mean, Reals spread, Reals scale, Reals dscale, Reals dshift, Reals dx) {
    int channels = mean.length();
    double rows = rows(x, mean);
    for (int row = 0; row < x.length(); row += channels) {
      for (int c = 0; c < channels; c++) {
        double normal = (x.get(row + c) - mean.get(c)) * spread.get(c);
        double centred = dx.get(row + c) - (dshift.get(c) + normal * dscale.get(c)) / rows;
        dx.set(row + c, scale.get(c) * spread.get(c) * centred);
      }
    }
  }

  private static double rows(Reals x, Reals perChannel) {
    return (double) x.length() / perChannel.length();
  }
}
