package dev.lamina.onednn.primitive;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.global.dnnl;

/** Descriptors of matrix products. */
public final class MatrixProducts {
  private final DnnContext context;

  /** Products on the engine of {@code context}. */
  public MatrixProducts(DnnContext context) {
    this.context = context;
  }

  /**
   * destination (B,M,N) = first (B,M,K) second (B,K,N), for each of B pairs; one matrix may stand
   * for all of its side.
   */
  public PrimitiveDesc product(MemoryDesc first, MemoryDesc second, MemoryDesc destination) {
    return Creation.create(
        context,
        "matrix product",
        target ->
            dnnl.dnnl_matmul_primitive_desc_create(
                target,
                context.engine(),
                first.handle(),
                second.handle(),
                (dnnl_memory_desc) null,
                destination.handle(),
                new Attributes(context).handle()));
  }
}
