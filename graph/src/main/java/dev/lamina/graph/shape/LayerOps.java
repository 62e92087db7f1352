package dev.lamina.graph.shape;

import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.AvgPool;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Dropout;
import dev.lamina.graph.op.ForwardOp;
import dev.lamina.graph.op.GlobalAvgPool;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.tree.Layer;

/** Turns a declared layer into its op once the number of channels that come in is known. */
final class LayerOps {

  private LayerOps() {}

  /**
   * The op of a layer.
   *
   * @param stream tells the dropouts of one network apart
   */
  static ForwardOp of(Layer layer, int inputChannels, int stream) {
    if (layer instanceof Layer.Conv conv) {
      int filters = conv.filters().resolve(inputChannels);
      return new Conv2d(filters, conv.window(), conv.groups(), conv.bias());
    } else if (layer instanceof Layer.Norm norm) {
      return new BatchNorm(norm.epsilon(), norm.momentum(), false);
    } else if (layer instanceof Layer.Activate activate) {
      return new Activation(activate.function());
    } else if (layer instanceof Layer.MaxPooling pooling) {
      return new MaxPool(pooling.window());
    } else if (layer instanceof Layer.AvgPooling pooling) {
      return new AvgPool(pooling.window());
    } else if (layer instanceof Layer.FullyConnected linear) {
      return new Linear(linear.units(), linear.bias());
    } else if (layer instanceof Layer.Drop drop) {
      return new Dropout(drop.rate(), stream);
    }
    return new GlobalAvgPool();
  }
}
