package dev.lamina.onednn.primitive;

import org.bytedeco.dnnl.global.dnnl;

/** Descriptors of batch normalisation with scale and shift, optionally fused with ReLU. */
public final class Normalizations {
  private static final int AFFINE = dnnl.dnnl_use_scale | dnnl.dnnl_use_shift;

  private final DnnContext context;

  /** Normalisations on the engine of {@code context}. */
  public Normalizations(DnnContext context) {
    this.context = context;
  }

  /**
   * Normalises with the batch's statistics (biased variance), which are outputs. With {@code relu}
   * the workspace holds a bit per element for the backward pass.
   */
  public PrimitiveDesc training(
      MemoryDesc source, MemoryDesc destination, float epsilon, boolean relu) {
    return forward(
        dnnl.dnnl_forward_training, AFFINE | reluFlag(relu), source, destination, epsilon);
  }

  /** The same with given statistics. */
  public PrimitiveDesc trainingGiven(
      MemoryDesc source, MemoryDesc destination, float epsilon, boolean relu) {
    int flags = AFFINE | dnnl.dnnl_use_global_stats | reluFlag(relu);
    return forward(dnnl.dnnl_forward_training, flags, source, destination, epsilon);
  }

  /** Normalises with given statistics, and leaves nothing for a backward pass. */
  public PrimitiveDesc inference(
      MemoryDesc source, MemoryDesc destination, float epsilon, boolean relu) {
    int flags = AFFINE | dnnl.dnnl_use_global_stats | reluFlag(relu);
    return forward(dnnl.dnnl_forward_inference, flags, source, destination, epsilon);
  }

  /** The gradients of source, scale and shift. */
  public PrimitiveDesc backward(
      MemoryDesc sourceGradient,
      MemoryDesc destinationGradient,
      MemoryDesc source,
      float epsilon,
      boolean relu,
      PrimitiveDesc forward) {
    return Creation.create(
        context,
        "batch-norm backward",
        target ->
            dnnl.dnnl_batch_normalization_backward_primitive_desc_create(
                target,
                context.engine(),
                dnnl.dnnl_backward,
                sourceGradient.handle(),
                destinationGradient.handle(),
                source.handle(),
                epsilon,
                AFFINE | reluFlag(relu),
                forward.handle(),
                new Attributes(context).handle()));
  }

  private PrimitiveDesc forward(
      int propagation, int flags, MemoryDesc source, MemoryDesc destination, float epsilon) {
    return Creation.create(
        context,
        "batch-norm",
        target ->
            dnnl.dnnl_batch_normalization_forward_primitive_desc_create(
                target,
                context.engine(),
                propagation,
                source.handle(),
                destination.handle(),
                epsilon,
                flags,
                new Attributes(context).handle()));
  }

  private static int reluFlag(boolean relu) {
    return relu ? dnnl.dnnl_fuse_norm_relu : 0;
  }
}
