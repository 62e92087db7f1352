package dev.lamina.cudnn.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.cudnn.standin.OnStandIn;
import dev.lamina.cudnn.standin.StandIn;
import java.nio.ByteBuffer;
import java.util.List;
import jcuda.Pointer;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stand-in notices what it is there to notice. */
@OnStandIn
class StandInTest {
  private static final int FLOATS = 100;
  private static final int PAGE = 4096;

  private static final String KERNELS =
      """
      extern "C" __global__ void fill(float* to, int n) {
        for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) {
          to[i] = i;
        }
      }
      extern "C" __global__ void half(float* to) {
        if (threadIdx.x < 128) {
          __syncthreads();
        }
        to[0] = 1.0f;
      }
      """;

  private final StandIn standIn = StandIn.inUse().orElseThrow();
  private final GpuContext context = GpuContext.open();
  private final DeviceMemory memory = context.allocate(FLOATS * Float.BYTES, "a hundred floats");

  @AfterEach
  void close() {
    context.markFailed();
    context.close();
    String report = standIn.report();
    standIn.forget();
    assertEquals(0, standIn.living(), report);
  }

  private void violates(String what) {
    String report = standIn.report();
    assertTrue(
        report.lines().anyMatch(line -> line.startsWith("violation:") && line.contains(what)),
        report);
  }

  private void fails(String message, Runnable calls) {
    String found = assertThrows(CudaError.class, calls::run).getMessage();
    assertTrue(found.contains(message), found);
  }

  private void launch(String kernel, Arguments arguments) {
    KernelModule module = KernelModule.load(context, KERNELS, List.of());
    new Launch(context, module, kernel, 2, arguments).run();
  }

  private void fill(Address to, int floats) {
    launch("fill", new Arguments().address(to).integer(floats));
  }

  private ByteBuffer contents(int floats) {
    return context.staging().fetch(memory, 0, floats * Float.BYTES);
  }

  @Test
  void runsAKernelOnEveryElement() {
    fill(memory.at(0), FLOATS);
    assertEquals(FLOATS - 1, contents(FLOATS).asFloatBuffer().get(FLOATS - 1));
    assertEquals(0, standIn.violations(), standIn::report);
  }

  @Test
  void runsWorkOnlyWhenTheHostWaits() {
    context.staging().next().putInt(0, 1);
    context.staging().send(memory, 0, Integer.BYTES);
    // The other of the two pieces, then the same one again, which waits for the copy.
    context.staging().next();
    long before = standIn.calls("execution");
    context.staging().next();
    assertEquals(before + 1, standIn.calls("execution"));
    assertEquals(1, contents(1).getInt(0));
  }

  @Test
  void replaysWhatWasCaptured() {
    KernelModule module = KernelModule.load(context, KERNELS, List.of());
    Arguments arguments = new Arguments().address(memory.at(0)).integer(FLOATS);
    Launch launch = new Launch(context, module, "fill", 1, arguments);
    context.zero(memory);
    Graph graph = Graph.record(context, launch::run);
    assertEquals(0, contents(FLOATS).asFloatBuffer().get(7));
    graph.launch();
    assertEquals(7, contents(FLOATS).asFloatBuffer().get(7));
  }

  @Test
  void refusesToAllocateWhileCapturing() {
    fails(
        "cuMemAlloc: CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED (900)",
        () -> Graph.record(context, () -> context.allocate(1, "late")));
  }

  @Test
  void refusesToWaitWhileCapturing() {
    fails(
        "cuStreamSynchronize: CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED (900)",
        () -> Graph.record(context, context::finish));
  }

  @Test
  void givesNoGraphAfterARefusal() {
    fails(
        "cuStreamEndCapture: CUDA_ERROR_STREAM_CAPTURE_INVALIDATED (901)",
        () -> Graph.record(context, () -> assertThrows(CudaError.class, () -> context.finish())));
  }

  @Test
  void catchesKernelsThatLeaveTheirMemory() {
    fill(memory.at(0), FLOATS + PAGE);
    fails("CUDA_ERROR_ILLEGAL_ADDRESS (700)", context::finish);
    violates("fill touched memory that is not the device's");
  }

  @Test
  void seesWhatWasWrittenRightBehindMemory() {
    fill(memory.at(0), FLOATS + 1);
    context.finish();
    context.release(memory);
    violates("something was written behind an allocation of 400 bytes");
  }

  @Test
  void catchesTheUseOfReleasedMemory() {
    Address gone = memory.at(0);
    context.release(memory);
    fill(gone, FLOATS);
    fails("CUDA_ERROR_ILLEGAL_ADDRESS (700)", context::finish);
    violates("fill: parameter 0 points to no living device memory");
  }

  @Test
  void refusesToReleaseTwice() {
    assertEquals(CUresult.CUDA_SUCCESS, JCudaDriver.cuMemFree(memory.pointer(0)));
    assertEquals(CUresult.CUDA_ERROR_INVALID_VALUE, JCudaDriver.cuMemFree(memory.pointer(0)));
    violates("cuMemFree of what is no allocation");
  }

  @Test
  void seesWhatWasNeverWritten() {
    fill(memory.at(0), FLOATS - 1);
    contents(FLOATS);
    violates("cuMemcpyDtoHAsync: byte 396 was never written");
  }

  @Test
  void seesCopiesFromMemoryThatIsNotPinned() {
    Pointer plain = Pointer.to(ByteBuffer.allocateDirect(4));
    JCudaDriver.cuMemcpyHtoDAsync(memory.pointer(0), plain, 4, context.stream().handle());
    violates("cuMemcpyHtoDAsync: the host's memory is not pinned");
  }

  @Test
  void failsBlocksWhoseThreadsDoNotAllComeToABarrier() {
    launch("half", new Arguments().address(memory.at(0)));
    fails("CUDA_ERROR_LAUNCH_FAILED (719)", context::finish);
    violates("half: not all threads of a block come to __syncthreads()");
  }

  @Test
  void seesAResultInTheMemoryOfAnInput() {
    Dnn dnn = Dnn.open(context, RealType.FLOAT32, AlgorithmPolicy.deterministic());
    MapShape shape = new MapShape(1, 4, 5, 5);
    AveragePool pool = new AveragePool(dnn, shape, shape, new PoolWindow(3, 3, 1, 1));
    fill(memory.at(0), FLOATS);
    pool.forward(memory.at(0), memory.at(0));
    context.finish();
    violates("cudnnPoolingForward: the result overlaps an input");
  }

  @Test
  void countsWhatIsLeftOver() {
    long before = standIn.living();
    Event event = new Event(context.stream());
    assertEquals(before + 1, standIn.living());
    event.destroy();
    assertEquals(before, standIn.living());
  }
}
