package dev.lamina.runtime.reference;

/**
 * Scratch memory that all kernels of a device share: they run one after the other, and none keeps
 * anything in it between two runs. It grows while kernels are bound and never while they run.
 */
final class Workspace {
  private final MemoryLedger ledger;
  private double[] data = {};

  Workspace(MemoryLedger ledger) {
    this.ledger = ledger;
  }

  /** Makes room for so many numbers. */
  void reserve(int length) {
    if (length > data.length) {
      release();
      data = new double[length];
      ledger.allocated((long) length * Double.BYTES);
    }
  }

  /** The scratch memory as it is now; only good until the next reservation. */
  double[] data() {
    return data;
  }

  void release() {
    ledger.released((long) data.length * Double.BYTES);
    data = new double[0];
  }
}
