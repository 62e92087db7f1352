package dev.lamina.onednn.primitive;

import org.bytedeco.dnnl.dnnl_memory;

/** A tensor in native memory: a layout over an address that somebody else owns. */
public final class Memory {
  private final dnnl_memory handle;
  private final MemoryDesc desc;

  Memory(dnnl_memory handle, MemoryDesc desc) {
    this.handle = handle;
    this.desc = desc;
  }

  dnnl_memory handle() {
    return handle;
  }

  /** The layout of the tensor. */
  public MemoryDesc desc() {
    return desc;
  }
}
