package dev.lamina.runtime.reference;

import dev.lamina.runtime.device.MemoryStatistics;

/** Counts what a device has allocated. */
final class MemoryLedger {
  private long allocations;
  private long bytes;
  private long peakBytes;

  void allocated(long size) {
    allocations++;
    bytes += size;
    peakBytes = Math.max(peakBytes, bytes);
  }

  void released(long size) {
    bytes -= size;
  }

  MemoryStatistics statistics() {
    return new MemoryStatistics(allocations, bytes, peakBytes);
  }
}
