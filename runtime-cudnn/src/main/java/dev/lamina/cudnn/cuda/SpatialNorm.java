package dev.lamina.cudnn.cuda;

import jcuda.jcudnn.JCudnn;
import jcuda.jcudnn.cudnnBatchNormMode;
import jcuda.jcudnn.cudnnTensorDescriptor;

/**
 * Batch normalisation in training, per channel over batch and pixels, bound to its shape. What is
 * kept for the backward pass is the batch's mean and the inverse root of its variance.
 */
public final class SpatialNorm {
  private static final int MODE = cudnnBatchNormMode.CUDNN_BATCHNORM_SPATIAL;

  /**
   * What a forward pass reads and writes besides the map, a float for each channel.
   *
   * @param scale read
   * @param shift read
   * @param runningMean updated
   * @param runningVariance updated
   * @param mean written: the batch's
   * @param inverseRoot written: {@code 1 / √(variance + epsilon)}
   */
  public record Statistics(
      Address scale,
      Address shift,
      Address runningMean,
      Address runningVariance,
      Address mean,
      Address inverseRoot) {}

  /**
   * What a backward pass reads and writes besides the maps, a float for each channel.
   *
   * @param scale read
   * @param mean read, as the forward pass left it
   * @param inverseRoot read, as the forward pass left it
   * @param dscale overwritten
   * @param dshift overwritten
   */
  public record Gradients(
      Address scale, Address mean, Address inverseRoot, Address dscale, Address dshift) {}

  private final Dnn dnn;
  private final double epsilon;
  private final cudnnTensorDescriptor map;
  private final cudnnTensorDescriptor perChannel;

  /** Describes it. */
  public SpatialNorm(Dnn dnn, MapShape shape, double epsilon) {
    this.dnn = dnn;
    this.epsilon = epsilon;
    map = dnn.descriptions().map(shape);
    perChannel = dnn.descriptions().empty();
    int status = JCudnn.cudnnDeriveBNTensorDescriptor(perChannel, map, MODE);
    Check.cudnn("cudnnDeriveBNTensorDescriptor", status);
  }

  /**
   * Enqueues the forward pass.
   *
   * @param momentum weight of this batch in the running averages
   */
  public void forward(Address x, Address y, Statistics statistics, double momentum) {
    int status =
        JCudnn.cudnnBatchNormalizationForwardTraining(
            dnn.handle(),
            MODE,
            Scalars.ONE,
            Scalars.ZERO,
            map,
            x.pointer(),
            map,
            y.pointer(),
            perChannel,
            statistics.scale().pointer(),
            statistics.shift().pointer(),
            momentum,
            statistics.runningMean().pointer(),
            statistics.runningVariance().pointer(),
            epsilon,
            statistics.mean().pointer(),
            statistics.inverseRoot().pointer());
    Check.cudnn("cudnnBatchNormalizationForwardTraining", status);
  }

  /** Enqueues the backward pass; {@code dx} must not be the memory of {@code dy}. */
  public void backward(Address x, Address dy, Address dx, Gradients gradients) {
    int status =
        JCudnn.cudnnBatchNormalizationBackward(
            dnn.handle(),
            MODE,
            Scalars.ONE,
            Scalars.ZERO,
            Scalars.ONE,
            Scalars.ZERO,
            map,
            x.pointer(),
            map,
            dy.pointer(),
            map,
            dx.pointer(),
            perChannel,
            gradients.scale().pointer(),
            gradients.dscale().pointer(),
            gradients.dshift().pointer(),
            epsilon,
            gradients.mean().pointer(),
            gradients.inverseRoot().pointer());
    Check.cudnn("cudnnBatchNormalizationBackward", status);
  }
}
