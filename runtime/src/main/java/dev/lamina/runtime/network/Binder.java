package dev.lamina.runtime.network;

import dev.lamina.graph.op.Op;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.List;

/**
 * What generated code asks for when a session opens: views of planned memory, and kernels on them.
 * The binder knows the batch size and the device; generated code knows neither.
 */
public interface Binder {

  /** The batch of images, {@code (C, H, W)} each. */
  Tensor input();

  /** The batch of labels. */
  Tensor labels();

  /** Mean loss and number of correct predictions. */
  Tensor metrics();

  /** Seed and step of random draws. */
  Tensor random();

  /**
   * A trainable parameter, by its name in weight files; or several that lie one after the other, as
   * one that is longer in its first dimension.
   */
  Tensor parameter(String name, String... more);

  /** The gradient of a parameter or of several, by the parameters' names. */
  Tensor gradient(String name, String... more);

  /** A running average, by its name in weight files; or several as one. */
  Tensor state(String name, String... more);

  /** A planned feature map or vector, at {@code offset} floats per example. */
  Tensor activation(long offset, int... shape);

  /** Planned bytes, at {@code offset} bytes per example. */
  Tensor mask(long offset, int bytes);

  /** Planned per-channel floats, at {@code offset} floats. */
  Tensor statistic(long offset, int channels);

  /** Planned weights that {@link InferenceProgram#fold} computes, at {@code offset} floats. */
  Tensor folded(long offset, int... shape);

  /** Binds an op; the order of inputs and outputs is the op's. */
  Kernel kernel(String name, Op op, List<Tensor> inputs, List<Tensor> outputs);
}
