package dev.lamina.onednn.primitive;

import org.bytedeco.javacpp.Pointer;

/** Zeroed native memory, aligned to a cache line (64 bytes). Closing it twice is harmless. */
public final class NativeBuffer implements AutoCloseable {
  private static final long ALIGNMENT = 64;

  private final Pointer base;
  private final long bytes;
  private final Runnable onClose;

  private NativeBuffer(Pointer base, long bytes, Runnable onClose) {
    this.base = base;
    this.bytes = bytes;
    this.onClose = onClose;
  }

  static NativeBuffer allocate(long bytes, Runnable onClose) {
    Pointer base = Pointer.calloc(1, bytes + ALIGNMENT);
    if (base == null || base.isNull()) {
      throw new OutOfMemoryError("No " + bytes + " bytes of native memory");
    }
    return new NativeBuffer(base, bytes, onClose);
  }

  /** The first aligned byte. */
  public long address() {
    return (base.address() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** Usable bytes from {@link #address()} on. */
  public long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    if (!base.isNull()) {
      Pointer.free(base);
      base.setNull();
      onClose.run();
    }
  }
}
