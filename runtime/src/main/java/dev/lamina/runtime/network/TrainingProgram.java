package dev.lamina.runtime.network;

import dev.lamina.runtime.device.Tensor;

/** A network's bound training graph. */
public interface TrainingProgram {

  /** Runs the forward graph and the loss on the batch in the input and label buffers. */
  void forward();

  /** Runs the backward graph: every parameter's gradient is overwritten. */
  void backward();

  /**
   * Where {@link #forward} leaves the logits, {@code (N, classes)}; {@link #backward} keeps them.
   */
  Tensor logits();
}
