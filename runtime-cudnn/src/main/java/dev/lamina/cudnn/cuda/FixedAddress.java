package dev.lamina.cudnn.cuda;

import jcuda.driver.CUdeviceptr;

/** A place in memory that stays where it is until it is released. */
final class FixedAddress extends Address {
  static final FixedAddress NONE = new FixedAddress(new CUdeviceptr());

  private final CUdeviceptr pointer;

  FixedAddress(CUdeviceptr pointer) {
    this.pointer = pointer;
  }

  @Override
  CUdeviceptr pointer() {
    return pointer;
  }
}
