package dev.lamina.cudnn.cuda;

import jcuda.driver.CUevent;
import jcuda.driver.CUevent_flags;
import jcuda.driver.JCudaDriver;

/** Takes the time that the GPU needs for what is enqueued. */
final class Stopwatch implements NativeResources.Resource {
  private final Stream stream;
  private final CUevent start = new CUevent();
  private final CUevent end = new CUevent();

  Stopwatch(Stream stream) {
    this.stream = stream;
    int flags = CUevent_flags.CU_EVENT_DEFAULT;
    Check.driver("cuEventCreate", JCudaDriver.cuEventCreate(start, flags));
    Check.driver("cuEventCreate", JCudaDriver.cuEventCreate(end, flags));
  }

  /** Waits until it is done; gives milliseconds. */
  float time(Runnable calls) {
    stream.check("cuEventRecord", JCudaDriver.cuEventRecord(start, stream.handle()));
    calls.run();
    stream.check("cuEventRecord", JCudaDriver.cuEventRecord(end, stream.handle()));
    stream.check("cuEventSynchronize", JCudaDriver.cuEventSynchronize(end));
    float[] milliseconds = {0};
    int result = JCudaDriver.cuEventElapsedTime(milliseconds, start, end);
    stream.check("cuEventElapsedTime", result);
    return milliseconds[0];
  }

  @Override
  public void destroy() {
    Check.driver("cuEventDestroy", JCudaDriver.cuEventDestroy(end));
    Check.driver("cuEventDestroy", JCudaDriver.cuEventDestroy(start));
  }
}
