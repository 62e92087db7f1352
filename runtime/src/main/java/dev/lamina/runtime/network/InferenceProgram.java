package dev.lamina.runtime.network;

import dev.lamina.runtime.device.Tensor;

/** A network's bound inference graph. */
public interface InferenceProgram {

  /** Runs the forward graph on the batch in the input buffer, with the running averages. */
  void forward();

  /** Where {@link #forward} leaves the logits, {@code (N, classes)}. */
  Tensor logits();
}
