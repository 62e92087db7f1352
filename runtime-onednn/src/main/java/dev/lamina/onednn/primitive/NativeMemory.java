package dev.lamina.onednn.primitive;

/** Allocates native buffers and counts them: how many, how many bytes now and at most. */
public final class NativeMemory {
  private long allocations;
  private long bytes;
  private long peakBytes;

  NativeMemory() {}

  NativeBuffer allocate(long size) {
    NativeBuffer buffer = NativeBuffer.allocate(size, () -> bytes -= size);
    allocations++;
    bytes += size;
    peakBytes = Math.max(peakBytes, bytes);
    return buffer;
  }

  /** How many buffers were ever allocated. */
  public long allocations() {
    return allocations;
  }

  /** Bytes held now. */
  public long bytes() {
    return bytes;
  }

  /** The most bytes that were held at once. */
  public long peakBytes() {
    return peakBytes;
  }
}
