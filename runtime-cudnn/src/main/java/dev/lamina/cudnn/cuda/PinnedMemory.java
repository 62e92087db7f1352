package dev.lamina.cudnn.cuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jcuda.Pointer;
import jcuda.driver.JCudaDriver;

/** Memory of the host that the GPU copies from and to by itself. */
final class PinnedMemory implements NativeResources.Resource {
  private final Pointer start = new Pointer();
  private final ByteBuffer bytes;

  PinnedMemory(int size) {
    Check.driver("cuMemAllocHost", JCudaDriver.cuMemAllocHost(start, size));
    bytes = start.getByteBuffer(0, size).order(ByteOrder.nativeOrder());
  }

  Pointer pointer() {
    return start;
  }

  /** All of it, in the machine's byte order. */
  ByteBuffer bytes() {
    return bytes;
  }

  @Override
  public void destroy() {
    Check.driver("cuMemFreeHost", JCudaDriver.cuMemFreeHost(start));
  }
}
