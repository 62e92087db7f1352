package dev.lamina.cudnn.cuda;

import dev.lamina.runtime.device.MemoryStatistics;

/** Counts what is allocated on the GPU. */
final class MemoryLedger {
  private long allocations;
  private long bytes;
  private long peak;

  void allocated(long more) {
    allocations++;
    bytes += more;
    peak = Math.max(peak, bytes);
  }

  void released(long fewer) {
    bytes -= fewer;
  }

  MemoryStatistics statistics() {
    return new MemoryStatistics(allocations, bytes, peak);
  }
}
