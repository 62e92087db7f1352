package dev.lamina.cudnn.cuda;

import jcuda.jcudnn.JCudnn;
import jcuda.jcudnn.cudnnHandle;

/** cuDNN on the device's stream. */
public final class Dnn implements NativeResources.Resource {
  private final Descriptions descriptions;
  private final AlgorithmPolicy algorithms;
  private final cudnnHandle handle = new cudnnHandle();

  private Dnn(Descriptions descriptions, AlgorithmPolicy algorithms) {
    this.descriptions = descriptions;
    this.algorithms = algorithms;
    Check.cudnn("cudnnCreate", JCudnn.cudnnCreate(handle));
  }

  /**
   * Opens cuDNN.
   *
   * @param type of all maps and filters
   * @param algorithms how those of convolutions are chosen
   */
  public static Dnn open(GpuContext context, RealType type, AlgorithmPolicy algorithms) {
    Dnn dnn = context.owner().own(new Dnn(new Descriptions(context.owner(), type), algorithms));
    int status = JCudnn.cudnnSetStream(dnn.handle, context.stream().forLibraries());
    Check.cudnn("cudnnSetStream", status);
    return dnn;
  }

  cudnnHandle handle() {
    return handle;
  }

  AlgorithmPolicy algorithms() {
    return algorithms;
  }

  /** Makes descriptions that live as long as the device. */
  Descriptions descriptions() {
    return descriptions;
  }

  @Override
  public void destroy() {
    Check.cudnn("cudnnDestroy", JCudnn.cudnnDestroy(handle));
  }
}
