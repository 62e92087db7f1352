package dev.lamina.onednn.primitive;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.global.dnnl;

/** Dimensions, element type and layout of a tensor. Owned by the context that made it. */
public final class MemoryDesc {
  private final dnnl_memory_desc handle;

  MemoryDesc(dnnl_memory_desc handle) {
    this.handle = handle;
  }

  dnnl_memory_desc handle() {
    return handle;
  }

  /** Bytes that a buffer in this layout takes, padding included; 0 for an empty descriptor. */
  public long bytes() {
    return dnnl.dnnl_memory_desc_get_size(handle);
  }

  /** Whether {@code other} describes the same dimensions, element type and layout. */
  public boolean sameAs(MemoryDesc other) {
    return dnnl.dnnl_memory_desc_equal(handle, other.handle) != 0;
  }
}
