package dev.lamina.onednn.primitive;

import org.bytedeco.dnnl.global.dnnl;

/** Descriptors of maximum and average pooling. */
public final class Poolings {
  private final DnnContext context;

  /** Poolings on the engine of {@code context}. */
  public Poolings(DnnContext context) {
    this.context = context;
  }

  /** Forward pooling; in training the maximum leaves its positions in the workspace. */
  public PrimitiveDesc forward(
      PoolingKind kind,
      boolean training,
      MemoryDesc source,
      MemoryDesc destination,
      Geometry geometry) {
    return Creation.create(
        context,
        kind.label(),
        target ->
            dnnl.dnnl_pooling_forward_primitive_desc_create(
                target,
                context.engine(),
                training ? dnnl.dnnl_forward_training : dnnl.dnnl_forward_inference,
                kind.code(),
                source.handle(),
                destination.handle(),
                geometry.stride().toArray(),
                geometry.kernel().toArray(),
                geometry.dilation().toArray(),
                geometry.padding().toArray(),
                geometry.padding().toArray(),
                new Attributes(context).handle()));
  }

  /** The source's gradient from the destination's gradient (and the maximum's workspace). */
  public PrimitiveDesc backward(
      PoolingKind kind,
      MemoryDesc sourceGradient,
      MemoryDesc destinationGradient,
      Geometry geometry,
      PrimitiveDesc forward) {
    return Creation.create(
        context,
        kind.label() + " backward",
        target ->
            dnnl.dnnl_pooling_backward_primitive_desc_create(
                target,
                context.engine(),
                kind.code(),
                sourceGradient.handle(),
                destinationGradient.handle(),
                geometry.stride().toArray(),
                geometry.kernel().toArray(),
                geometry.dilation().toArray(),
                geometry.padding().toArray(),
                geometry.padding().toArray(),
                forward.handle(),
                new Attributes(context).handle()));
  }
}
