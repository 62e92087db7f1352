package dev.lamina.graph.tree;

import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Window;

/** What a {@link Leaf} computes, with channel counts that may depend on the input. */
public sealed interface Layer {

  /**
   * Convolution; {@code filters} must be a multiple of {@code groups}, and so must the input's
   * channels.
   */
  record Conv(ChannelCount filters, Window window, int groups, boolean bias) implements Layer {}

  /** Batch normalisation. */
  record Norm(double epsilon, double momentum) implements Layer {}

  /** Activation. */
  record Activate(ActivationFunction function) implements Layer {}

  /** Max-pooling. */
  record MaxPooling(Window window) implements Layer {}

  /** Average pooling. */
  record AvgPooling(Window window) implements Layer {}

  /** Average over all pixels. */
  record GlobalAvgPooling() implements Layer {}

  /** Fully connected layer over a vector. */
  record FullyConnected(int units, boolean bias) implements Layer {}

  /** Dropout. */
  record Drop(double rate) implements Layer {}
}
