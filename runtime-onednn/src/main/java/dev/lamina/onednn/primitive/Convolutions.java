package dev.lamina.onednn.primitive;

import java.util.Optional;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.global.dnnl;

/** Descriptors of convolution (cross-correlation), forward and its two gradients. */
public final class Convolutions {
  private final DnnContext context;

  /** Convolutions on the engine of {@code context}. */
  public Convolutions(DnnContext context) {
    this.context = context;
  }

  /** destination = source * weights + bias. */
  public PrimitiveDesc forward(
      MemoryDesc source,
      MemoryDesc weights,
      Optional<MemoryDesc> bias,
      MemoryDesc destination,
      Geometry geometry,
      Attributes attributes) {
    return Creation.create(
        context,
        "convolution",
        target ->
            dnnl.dnnl_convolution_forward_primitive_desc_create(
                target,
                context.engine(),
                dnnl.dnnl_forward_training,
                dnnl.dnnl_convolution_direct,
                source.handle(),
                weights.handle(),
                handleOf(bias),
                destination.handle(),
                geometry.stride().toArray(),
                geometry.dilation().toArray(),
                geometry.padding().toArray(),
                geometry.padding().toArray(),
                attributes.handle()));
  }

  /** The source's gradient from weights and the destination's gradient. */
  public PrimitiveDesc backwardData(
      MemoryDesc sourceGradient,
      MemoryDesc weights,
      MemoryDesc destinationGradient,
      Geometry geometry,
      PrimitiveDesc forward,
      Attributes attributes) {
    return Creation.create(
        context,
        "convolution backward data",
        target ->
            dnnl.dnnl_convolution_backward_data_primitive_desc_create(
                target,
                context.engine(),
                dnnl.dnnl_convolution_direct,
                sourceGradient.handle(),
                weights.handle(),
                destinationGradient.handle(),
                geometry.stride().toArray(),
                geometry.dilation().toArray(),
                geometry.padding().toArray(),
                geometry.padding().toArray(),
                forward.handle(),
                attributes.handle()));
  }

  /** The gradients of weights and bias from the source and the destination's gradient. */
  public PrimitiveDesc backwardWeights(
      MemoryDesc source,
      MemoryDesc weightsGradient,
      Optional<MemoryDesc> biasGradient,
      MemoryDesc destinationGradient,
      Geometry geometry,
      PrimitiveDesc forward,
      Attributes attributes) {
    return Creation.create(
        context,
        "convolution backward weights",
        target ->
            dnnl.dnnl_convolution_backward_weights_primitive_desc_create(
                target,
                context.engine(),
                dnnl.dnnl_convolution_direct,
                source.handle(),
                weightsGradient.handle(),
                handleOf(biasGradient),
                destinationGradient.handle(),
                geometry.stride().toArray(),
                geometry.dilation().toArray(),
                geometry.padding().toArray(),
                geometry.padding().toArray(),
                forward.handle(),
                attributes.handle()));
  }

  static dnnl_memory_desc handleOf(Optional<MemoryDesc> desc) {
    return desc.map(MemoryDesc::handle).orElse(null);
  }
}
