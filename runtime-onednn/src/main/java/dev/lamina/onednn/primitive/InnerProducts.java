package dev.lamina.onednn.primitive;

import java.util.Optional;
import org.bytedeco.dnnl.global.dnnl;

/** Descriptors of fully connected layers, forward and their two gradients. */
public final class InnerProducts {
  private final DnnContext context;

  /** Inner products on the engine of {@code context}. */
  public InnerProducts(DnnContext context) {
    this.context = context;
  }

  /** destination (N,O) = source (N,I) weights(O,I)^T + bias (O). */
  public PrimitiveDesc forward(
      MemoryDesc source, MemoryDesc weights, Optional<MemoryDesc> bias, MemoryDesc destination) {
    return Creation.create(
        context,
        "inner product",
        target ->
            dnnl.dnnl_inner_product_forward_primitive_desc_create(
                target,
                context.engine(),
                dnnl.dnnl_forward_training,
                source.handle(),
                weights.handle(),
                Convolutions.handleOf(bias),
                destination.handle(),
                new Attributes(context).handle()));
  }

  /** The source's gradient. */
  public PrimitiveDesc backwardData(
      MemoryDesc sourceGradient,
      MemoryDesc weights,
      MemoryDesc destinationGradient,
      PrimitiveDesc forward) {
    return Creation.create(
        context,
        "inner product backward data",
        target ->
            dnnl.dnnl_inner_product_backward_data_primitive_desc_create(
                target,
                context.engine(),
                sourceGradient.handle(),
                weights.handle(),
                destinationGradient.handle(),
                forward.handle(),
                new Attributes(context).handle()));
  }

  /** The gradients of weights and bias. */
  public PrimitiveDesc backwardWeights(
      MemoryDesc source,
      MemoryDesc weightsGradient,
      Optional<MemoryDesc> biasGradient,
      MemoryDesc destinationGradient,
      PrimitiveDesc forward) {
    return Creation.create(
        context,
        "inner product backward weights",
        target ->
            dnnl.dnnl_inner_product_backward_weights_primitive_desc_create(
                target,
                context.engine(),
                source.handle(),
                weightsGradient.handle(),
                Convolutions.handleOf(biasGradient),
                destinationGradient.handle(),
                forward.handle(),
                new Attributes(context).handle()));
  }
}
