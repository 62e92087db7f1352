package dev.lamina.cudnn.cuda;

import jcuda.driver.CUgraph;
import jcuda.driver.CUgraphExec;
import jcuda.driver.CUresult;
import jcuda.driver.CUstreamCaptureMode;
import jcuda.driver.JCudaDriver;

/** A sequence of calls that was recorded once and is enqueued with a single one. */
public final class Graph implements NativeResources.Resource {
  private final CUgraphExec executable = new CUgraphExec();
  private final Stream stream;

  private Graph(Stream stream, CUgraph recorded) {
    this.stream = stream;
    int result = JCudaDriver.cuGraphInstantiate(executable, recorded, 0);
    Check.driver("cuGraphInstantiate", result);
  }

  /**
   * Records what a sequence enqueues, without running it. Addresses and numbers are recorded as
   * they are now; what changes from run to run has to lie in the GPU's memory.
   *
   * @param sequence enqueues kernels and library calls that have all run before, and nothing else
   */
  public static Graph record(GpuContext context, Runnable sequence) {
    CUgraph recorded = recorded(context.stream(), sequence);
    try {
      Graph graph = context.owner().own(new Graph(context.stream(), recorded));
      context.workspace().keepForGraph();
      int result = JCudaDriver.cuGraphUpload(graph.executable, context.stream().handle());
      Check.driver("cuGraphUpload", result);
      return graph;
    } finally {
      Check.driver("cuGraphDestroy", JCudaDriver.cuGraphDestroy(recorded));
    }
  }

  private static CUgraph recorded(Stream stream, Runnable sequence) {
    int mode = CUstreamCaptureMode.CU_STREAM_CAPTURE_MODE_THREAD_LOCAL;
    Check.driver("cuStreamBeginCapture", JCudaDriver.cuStreamBeginCapture(stream.handle(), mode));
    CUgraph graph = new CUgraph();
    try {
      sequence.run();
    } catch (RuntimeException | Error e) {
      abandon(stream, graph);
      throw e;
    }
    Check.driver("cuStreamEndCapture", JCudaDriver.cuStreamEndCapture(stream.handle(), graph));
    return graph;
  }

  /** The stream must not stay in capture; what these calls say is no news after the failure. */
  private static void abandon(Stream stream, CUgraph graph) {
    if (JCudaDriver.cuStreamEndCapture(stream.handle(), graph) == CUresult.CUDA_SUCCESS) {
      JCudaDriver.cuGraphDestroy(graph);
    }
  }

  /** Enqueues the whole sequence. */
  public void launch() {
    stream.check("cuGraphLaunch", JCudaDriver.cuGraphLaunch(executable, stream.handle()));
  }

  @Override
  public void destroy() {
    Check.driver("cuGraphExecDestroy", JCudaDriver.cuGraphExecDestroy(executable));
  }
}
