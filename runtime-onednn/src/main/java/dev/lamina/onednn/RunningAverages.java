package dev.lamina.onednn;

import dev.lamina.graph.op.BatchNorm;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Tensor;
import java.nio.FloatBuffer;

/**
 * The running mean and variance of a batch normalisation: {@code running = (1 - momentum) running +
 * momentum batch}, the batch's variance made unbiased by n / (n - 1).
 */
final class RunningAverages {
  private final float momentum;
  private final float unbiased;
  private final FloatBuffer batchMean;
  private final FloatBuffer batchVariance;
  private final FloatBuffer runningMean;
  private final FloatBuffer runningVariance;

  RunningAverages(BatchNorm op, Binding binding, Workbench bench) {
    Tensor x = binding.input(0);
    long values = (long) x.batch() * x.shape().pixels();
    momentum = (float) op.momentum();
    unbiased = (float) ((double) values / (values - 1));
    runningMean = bench.floats(binding.input(3));
    runningVariance = bench.floats(binding.input(4));
    batchMean = bench.floats(binding.output(1));
    batchVariance = bench.floats(binding.output(2));
  }

  void update() {
    follow(runningMean, batchMean, momentum);
    follow(runningVariance, batchVariance, momentum * unbiased);
  }

  private void follow(FloatBuffer running, FloatBuffer batch, float weight) {
    for (int channel = 0; channel < running.capacity(); channel++) {
      float old = running.get(channel);
      running.put(channel, (1 - momentum) * old + weight * batch.get(channel));
    }
  }
}
