package dev.lamina.cudnn.cuda;

import dev.lamina.runtime.device.DeviceFull;
import dev.lamina.runtime.device.MemoryStatistics;
import java.util.Optional;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;

/**
 * One opened GPU: its primary context, one stream, and the one owner of everything that is made in
 * them. For one thread at a time, not always the same.
 */
public final class GpuContext implements AutoCloseable {
  private final Gpu gpu;
  private final NativeResources resources = new NativeResources();
  private final MemoryLedger ledger = new MemoryLedger();
  private final CUdevice device = new CUdevice();
  private final CUcontext context = new CUcontext();
  private final Stream stream;
  private final Staging staging;
  private final Workspace workspace = new Workspace(this);
  private Optional<Thread> current = Optional.empty();
  private Optional<Stopwatch> stopwatch = Optional.empty();
  private boolean failed;

  private GpuContext(Gpu gpu) {
    this.gpu = gpu;
    Check.driver("cuDeviceGet", JCudaDriver.cuDeviceGet(device, 0));
    Check.driver("cuDevicePrimaryCtxRetain", JCudaDriver.cuDevicePrimaryCtxRetain(context, device));
    resources.own(this::releaseContext);
    try {
      enter();
      stream = resources.own(new Stream());
      staging = new Staging(stream, resources);
    } catch (RuntimeException | Error e) {
      resources.releaseAll();
      throw e;
    }
  }

  /**
   * Opens the first GPU.
   *
   * @throws CudaUnavailable as {@link Gpu#find} does
   * @throws CudaError if the driver refuses
   */
  public static GpuContext open() {
    return new GpuContext(Gpu.find());
  }

  /** It stays the thread's current one: another device may be at work in it. */
  private void releaseContext() {
    Check.driver("cuDevicePrimaryCtxRelease", JCudaDriver.cuDevicePrimaryCtxRelease(device));
  }

  /** The GPU and the versions of its libraries. */
  public Gpu gpu() {
    return gpu;
  }

  /** Makes the calling thread the one that works with this GPU. */
  public void enter() {
    Thread caller = Thread.currentThread();
    if (current.isEmpty() || current.get() != caller) {
      Check.driver("cuCtxSetCurrent", JCudaDriver.cuCtxSetCurrent(context));
      current = Optional.of(caller);
    }
  }

  /**
   * Allocates memory, its content undefined.
   *
   * @param bytes how many; 0 takes the least there is
   * @param what for messages
   * @throws DeviceFull if the GPU has not enough
   */
  public DeviceMemory allocate(long bytes, String what) {
    CUdeviceptr start = new CUdeviceptr();
    int result = JCudaDriver.cuMemAlloc(start, Math.max(bytes, 1));
    if (result == CUresult.CUDA_ERROR_OUT_OF_MEMORY) {
      throw outOfMemory(bytes, what);
    }
    Check.driver("cuMemAlloc", result);
    return resources.own(new DeviceMemory(start, bytes, ledger));
  }

  /** Bytes of the GPU's memory that nobody uses. */
  public long freeBytes() {
    long[] free = {0};
    long[] total = {0};
    Check.driver("cuMemGetInfo", JCudaDriver.cuMemGetInfo(free, total));
    return free[0];
  }

  private DeviceFull outOfMemory(long bytes, String what) {
    long[] free = {0};
    long[] total = {0};
    Check.driver("cuMemGetInfo", JCudaDriver.cuMemGetInfo(free, total));
    return new DeviceFull(
        ("the GPU's memory does not hold the %s: %s are needed after %s that this run has already,"
                + " and %s of %s are free")
            .formatted(
                what,
                Bytes.text(bytes),
                Bytes.text(ledger.statistics().bytes()),
                Bytes.text(free[0]),
                Bytes.text(total[0])),
        bytes,
        free[0]);
  }

  /** Enqueues zeroing. */
  public void zero(DeviceMemory memory) {
    if (memory.bytes() > 0) {
      int result =
          JCudaDriver.cuMemsetD8Async(memory.pointer(0), (byte) 0, memory.bytes(), stream.handle());
      stream.check("cuMemsetD8Async", result);
    }
  }

  /** Releases memory before the context is closed, when nothing that was enqueued uses it. */
  public void release(DeviceMemory memory) {
    resources.release(memory);
  }

  /** Waits until all that was enqueued is done. */
  public void finish() {
    stream.finish();
  }

  /** Takes times on the stream; made when it is first asked for. */
  Stopwatch stopwatch() {
    Stopwatch known = stopwatch.orElseGet(() -> resources.own(new Stopwatch(stream)));
    stopwatch = Optional.of(known);
    return known;
  }

  /** The way to the host and back. */
  public Staging staging() {
    return staging;
  }

  /** The kernels' shared scratch memory. */
  public Workspace workspace() {
    return workspace;
  }

  /** What is allocated. */
  public MemoryStatistics memory() {
    return ledger.statistics();
  }

  /** How many native resources are held. */
  public int resources() {
    return resources.count();
  }

  /** Says that a call failed: what then goes wrong with closing is no news. */
  public void markFailed() {
    failed = true;
  }

  Stream stream() {
    return stream;
  }

  NativeResources owner() {
    return resources;
  }

  /**
   * Releases everything; closing again has no effect.
   *
   * @throws CudaError if something cannot be released and nothing had failed before
   */
  @Override
  public void close() {
    if (resources.count() == 0) {
      return;
    }
    enter();
    Optional<CudaError> problem = resources.releaseAll();
    if (problem.isPresent() && !failed && !stream.failed()) {
      throw problem.get();
    }
  }
}
