package dev.lamina.cudnn.cuda;

import jcuda.jcudnn.JCudnn;
import jcuda.jcudnn.cudnnHandle;

/** cuDNN on the device's stream. */
public final class Dnn implements NativeResources.Resource {
  private final Descriptions descriptions;
  private final cudnnHandle handle = new cudnnHandle();

  private Dnn(Descriptions descriptions) {
    this.descriptions = descriptions;
    Check.cudnn("cudnnCreate", JCudnn.cudnnCreate(handle));
  }

  /**
   * Opens cuDNN.
   *
   * @param type of all maps and filters
   */
  public static Dnn open(GpuContext context, RealType type) {
    Dnn dnn = context.owner().own(new Dnn(new Descriptions(context.owner(), type)));
    int status = JCudnn.cudnnSetStream(dnn.handle, context.stream().forLibraries());
    Check.cudnn("cudnnSetStream", status);
    return dnn;
  }

  cudnnHandle handle() {
    return handle;
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
