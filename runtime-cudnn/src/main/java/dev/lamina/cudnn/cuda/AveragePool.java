package dev.lamina.cudnn.cuda;

import jcuda.jcudnn.JCudnn;
import jcuda.jcudnn.cudnnNanPropagation;
import jcuda.jcudnn.cudnnPoolingDescriptor;
import jcuda.jcudnn.cudnnPoolingMode;
import jcuda.jcudnn.cudnnTensorDescriptor;

/** Average pooling, padding counted as zeros, bound to its shapes. */
public final class AveragePool {
  private final Dnn dnn;
  private final cudnnTensorDescriptor input;
  private final cudnnTensorDescriptor output;
  private final cudnnPoolingDescriptor pool = new cudnnPoolingDescriptor();

  /**
   * Describes it.
   *
   * @param input the map that the window slides over
   * @param output the map that comes out
   * @param window height and width, vertical and horizontal padding and stride
   */
  public AveragePool(Dnn dnn, MapShape input, MapShape output, PoolWindow window) {
    this.dnn = dnn;
    this.input = dnn.descriptions().map(input);
    this.output = dnn.descriptions().map(output);
    Check.cudnn("cudnnCreatePoolingDescriptor", JCudnn.cudnnCreatePoolingDescriptor(pool));
    dnn.descriptions().own(this::destroyPool);
    int status =
        JCudnn.cudnnSetPooling2dDescriptor(
            pool,
            cudnnPoolingMode.CUDNN_POOLING_AVERAGE_COUNT_INCLUDE_PADDING,
            cudnnNanPropagation.CUDNN_PROPAGATE_NAN,
            window.height(),
            window.width(),
            window.padding(),
            window.padding(),
            window.stride(),
            window.stride());
    Check.cudnn("cudnnSetPooling2dDescriptor", status);
  }

  /** Enqueues the forward pass from {@code x} to {@code y}. */
  public void forward(Address x, Address y) {
    int status =
        JCudnn.cudnnPoolingForward(
            dnn.handle(), pool, Scalars.ONE, input, x.pointer(), Scalars.ZERO, output, y.pointer());
    Check.cudnn("cudnnPoolingForward", status);
  }

  /**
   * Enqueues the backward pass from {@code dy} to {@code dx}. The function also takes the forward
   * pass's maps, which averages make no use of: the gradients stand in for them.
   */
  public void backward(Address dy, Address dx) {
    int status =
        JCudnn.cudnnPoolingBackward(
            dnn.handle(),
            pool,
            Scalars.ONE,
            output,
            dy.pointer(),
            output,
            dy.pointer(),
            input,
            dx.pointer(),
            Scalars.ZERO,
            input,
            dx.pointer());
    Check.cudnn("cudnnPoolingBackward", status);
  }

  private void destroyPool() {
    Check.cudnn("cudnnDestroyPoolingDescriptor", JCudnn.cudnnDestroyPoolingDescriptor(pool));
  }
}
