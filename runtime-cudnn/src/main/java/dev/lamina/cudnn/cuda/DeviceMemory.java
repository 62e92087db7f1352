package dev.lamina.cudnn.cuda;

import jcuda.driver.CUdeviceptr;
import jcuda.driver.JCudaDriver;

/** One allocation on the GPU. */
public final class DeviceMemory implements NativeResources.Resource {
  private final CUdeviceptr start;
  private final long bytes;
  private final MemoryLedger ledger;

  DeviceMemory(CUdeviceptr start, long bytes, MemoryLedger ledger) {
    this.start = start;
    this.bytes = bytes;
    this.ledger = ledger;
    ledger.allocated(bytes);
  }

  /** Its size. */
  public long bytes() {
    return bytes;
  }

  /** The place so many bytes after the start. */
  public Address at(long offset) {
    return new FixedAddress(pointer(offset));
  }

  CUdeviceptr pointer(long offset) {
    return offset == 0 ? start : start.withByteOffset(offset);
  }

  @Override
  public void destroy() {
    ledger.released(bytes);
    Check.driver("cuMemFree", JCudaDriver.cuMemFree(start));
  }
}
