package dev.lamina.cudnn.cuda;

import jcuda.jcudnn.JCudnn;
import jcuda.jcudnn.cudnnTensorDescriptor;
import jcuda.jcudnn.cudnnTensorFormat;

/** Makes cuDNN's descriptions of maps, which needs no GPU, and has them released by their owner. */
final class Descriptions {
  private final NativeResources owner;
  private final RealType type;

  Descriptions(NativeResources owner, RealType type) {
    this.owner = owner;
    this.type = type;
  }

  /** Of all maps and filters. */
  RealType type() {
    return type;
  }

  /** Takes over something that was just made. */
  <T extends NativeResources.Resource> T own(T resource) {
    return owner.own(resource);
  }

  /** A channels-last map. */
  cudnnTensorDescriptor map(MapShape shape) {
    cudnnTensorDescriptor descriptor = empty();
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

  /** A description of nothing yet. */
  cudnnTensorDescriptor empty() {
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
}
