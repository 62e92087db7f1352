package dev.lamina.cudnn.cuda;

import jcuda.driver.CUdeviceptr;

/** Where a kernel finds or leaves its data on the GPU. */
public abstract sealed class Address permits FixedAddress, Workspace.Place {

  Address() {}

  /** No memory at all, for an optional argument that is left out. */
  public static Address none() {
    return FixedAddress.NONE;
  }

  /** The pointer as it is now. */
  abstract CUdeviceptr pointer();
}
