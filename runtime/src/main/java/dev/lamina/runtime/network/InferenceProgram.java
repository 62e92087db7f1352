package dev.lamina.runtime.network;

import dev.lamina.runtime.device.Tensor;

/** A network's bound inference graph. */
public interface InferenceProgram {

  /**
   * Computes what {@link #forward} reads in place of parameters, from the parameters and running
   * averages of now: to be run before the first batch, and before the next one after these have
   * changed.
   */
  default void fold() {}

  /** Runs the forward graph on the batch in the input buffer, with the running averages. */
  void forward();

  /** Where {@link #forward} leaves the logits, {@code (N, classes)}. */
  Tensor logits();
}
