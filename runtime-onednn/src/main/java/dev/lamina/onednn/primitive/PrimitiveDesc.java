package dev.lamina.onednn.primitive;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** An operation for which oneDNN has chosen an implementation and layouts. */
public final class PrimitiveDesc {
  private final DnnContext context;
  private final String operation;
  private final dnnl_primitive_desc handle;

  private PrimitiveDesc(DnnContext context, String operation, dnnl_primitive_desc handle) {
    this.context = context;
    this.operation = operation;
    this.handle = handle;
  }

  /** Puts a descriptor that oneDNN has filled under the context's ownership. */
  static PrimitiveDesc owned(DnnContext context, String operation, dnnl_primitive_desc handle) {
    context.own(() -> dnnl.dnnl_primitive_desc_destroy(handle));
    return new PrimitiveDesc(context, operation, handle);
  }

  dnnl_primitive_desc handle() {
    return handle;
  }

  DnnContext context() {
    return context;
  }

  /** What the caller named the operation. */
  public String operation() {
    return operation;
  }

  /** The name of oneDNN's implementation, such as {@code brgconv:avx512_core}. */
  public String implementation() {
    try (PointerPointer<BytePointer> result = new PointerPointer<>(1)) {
      int status = dnnl.dnnl_primitive_desc_query(handle, dnnl.dnnl_query_impl_info_str, 0, result);
      Status.check(status, operation + ": implementation query");
      return result.get(BytePointer.class).getString();
    }
  }

  /**
   * Moves on to the next implementation of the operation that oneDNN has, if there is one.
   *
   * @return whether there was; if not, this is still the last one
   */
  public boolean advance() {
    return dnnl.dnnl_primitive_desc_next_impl(handle) == dnnl.dnnl_success;
  }

  /** The layout the implementation expects of the weights. */
  public MemoryDesc weights() {
    return query(dnnl.dnnl_query_weights_md);
  }

  /** The layout in which the implementation gives the weights' gradient. */
  public MemoryDesc weightsGradient() {
    return query(dnnl.dnnl_query_diff_weights_md);
  }

  /** What the forward pass leaves for the backward pass; 0 bytes if nothing. */
  public MemoryDesc workspace() {
    return query(dnnl.dnnl_query_workspace_md);
  }

  /** Temporary space of one run. */
  public MemoryDesc scratchpad() {
    return query(dnnl.dnnl_query_scratchpad_md);
  }

  /** Starts binding the operation to memory. */
  public PrimitiveBuilder bind() {
    return new PrimitiveBuilder(this);
  }

  private MemoryDesc query(int what) {
    dnnl_memory_desc borrowed = dnnl.dnnl_primitive_desc_query_md(handle, what, 0);
    if (borrowed == null || borrowed.isNull()) {
      throw new IllegalStateException(operation + " has no such memory descriptor");
    }
    // The primitive descriptor owns it and is released by the same context, never earlier.
    return new MemoryDesc(borrowed);
  }
}
