package dev.lamina.cudnn.cuda;

import jcuda.jcudnn.JCudnn;
import jcuda.jcudnn.cudnnHandle;
import jcuda.jcudnn.cudnnTensorDescriptor;
import jcuda.jcudnn.cudnnTensorFormat;

/** cuDNN on the device's stream, and the descriptors that its calls share. */
public final class Dnn implements NativeResources.Resource {
  private final GpuContext context;
  private final RealType type;
  private final cudnnHandle handle = new cudnnHandle();

  private Dnn(GpuContext context, RealType type) {
    this.context = context;
    this.type = type;
    Check.cudnn("cudnnCreate", JCudnn.cudnnCreate(handle));
  }

  /**
   * Opens cuDNN.
   *
   * @param type of all maps and filters
   */
  public static Dnn open(GpuContext context, RealType type) {
    Dnn dnn = context.owner().own(new Dnn(context, type));
    int status = JCudnn.cudnnSetStream(dnn.handle, context.stream().forLibraries());
    Check.cudnn("cudnnSetStream", status);
    return dnn;
  }

  cudnnHandle handle() {
    return handle;
  }

  RealType type() {
    return type;
  }

  /** The device's scratch memory. */
  Workspace workspace() {
    return context.workspace();
  }

  /** Takes over something that was just made. */
  <T extends NativeResources.Resource> T own(T resource) {
    return context.owner().own(resource);
  }

  /** The description of a channels-last map, owned by the device. */
  cudnnTensorDescriptor map(MapShape shape) {
    cudnnTensorDescriptor descriptor = emptyDescriptor();
    int status =
        JCudnn.cudnnSetTensor4dDescriptor(
            descriptor,
            cudnnTensorFormat.CUDNN_TENSOR_NHWC,
            type.cudnn(),
            shape.batch(),
            shape.channels(),
            shape.height(),
            shape.width());
    Check.cudnn("cudnnSetTensor4dDescriptor", status);
    return descriptor;
  }

  /** A description of nothing yet, owned by the device. */
  cudnnTensorDescriptor emptyDescriptor() {
    cudnnTensorDescriptor descriptor = new cudnnTensorDescriptor();
    int status = JCudnn.cudnnCreateTensorDescriptor(descriptor);
    Check.cudnn("cudnnCreateTensorDescriptor", status);
    own(() -> destroy(descriptor));
    return descriptor;
  }

  private static void destroy(cudnnTensorDescriptor descriptor) {
    int status = JCudnn.cudnnDestroyTensorDescriptor(descriptor);
    Check.cudnn("cudnnDestroyTensorDescriptor", status);
  }

  @Override
  public void destroy() {
    Check.cudnn("cudnnDestroy", JCudnn.cudnnDestroy(handle));
  }
}
