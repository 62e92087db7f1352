package dev.lamina.cudnn.cuda;

import jcuda.driver.CUevent;
import jcuda.driver.CUevent_flags;
import jcuda.driver.JCudaDriver;

/** A mark in a stream that the host can wait for. */
final class Event implements NativeResources.Resource {
  private final Stream stream;
  private final CUevent handle = new CUevent();

  Event(Stream stream) {
    this.stream = stream;
    int flags = CUevent_flags.CU_EVENT_DISABLE_TIMING;
    Check.driver("cuEventCreate", JCudaDriver.cuEventCreate(handle, flags));
  }

  /** Marks what has been enqueued so far. */
  void record() {
    stream.check("cuEventRecord", JCudaDriver.cuEventRecord(handle, stream.handle()));
  }

  /** Waits for what was marked; returns at once where nothing was. */
  void await() {
    stream.check("cuEventSynchronize", JCudaDriver.cuEventSynchronize(handle));
  }

  @Override
  public void destroy() {
    Check.driver("cuEventDestroy", JCudaDriver.cuEventDestroy(handle));
  }
}
