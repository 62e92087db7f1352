package dev.lamina.cudnn.cuda;

import java.util.Arrays;
import jcuda.jcudnn.JCudnn;
import jcuda.jcudnn.cudnnConvolutionDescriptor;
import jcuda.jcudnn.cudnnConvolutionMode;
import jcuda.jcudnn.cudnnDataType;
import jcuda.jcudnn.cudnnFilterDescriptor;
import jcuda.jcudnn.cudnnTensorDescriptor;
import jcuda.jcudnn.cudnnTensorFormat;

/**
 * What cuDNN has to know of one convolution, whichever way it runs: maps and filters are
 * channels-last, sums are taken in float32.
 */
final class ConvolutionDescriptors {
  private final cudnnTensorDescriptor input;
  private final cudnnTensorDescriptor output;
  private final cudnnFilterDescriptor filter;
  private final cudnnConvolutionDescriptor convolution;

  ConvolutionDescriptors(Descriptions made, ConvolutionGeometry geometry) {
    input = made.map(geometry.input());
    output = made.map(geometry.output());
    filter = filter(made, geometry);
    convolution = convolution(made, geometry);
    requirePlannedOutput(geometry.output());
  }

  private static cudnnFilterDescriptor filter(Descriptions made, ConvolutionGeometry geometry) {
    cudnnFilterDescriptor filter = new cudnnFilterDescriptor();
    Check.cudnn("cudnnCreateFilterDescriptor", JCudnn.cudnnCreateFilterDescriptor(filter));
    made.own(() -> destroy(filter));
    int status =
        JCudnn.cudnnSetFilter4dDescriptor(
            filter,
            made.type().cudnn(),
            cudnnTensorFormat.CUDNN_TENSOR_NHWC,
            geometry.output().channels(),
            geometry.filterChannels(),
            geometry.kernel(),
            geometry.kernel());
    Check.cudnn("cudnnSetFilter4dDescriptor", status);
    return filter;
  }

  private static cudnnConvolutionDescriptor convolution(
      Descriptions made, ConvolutionGeometry geometry) {
    cudnnConvolutionDescriptor convolution = new cudnnConvolutionDescriptor();
    int status = JCudnn.cudnnCreateConvolutionDescriptor(convolution);
    Check.cudnn("cudnnCreateConvolutionDescriptor", status);
    made.own(() -> destroy(convolution));
    int padding = geometry.padding();
    int stride = geometry.stride();
    status =
        JCudnn.cudnnSetConvolution2dDescriptor(
            convolution,
            padding,
            padding,
            stride,
            stride,
            1,
            1,
            cudnnConvolutionMode.CUDNN_CROSS_CORRELATION,
            cudnnDataType.CUDNN_DATA_FLOAT);
    Check.cudnn("cudnnSetConvolution2dDescriptor", status);
    status = JCudnn.cudnnSetConvolutionGroupCount(convolution, geometry.groups());
    Check.cudnn("cudnnSetConvolutionGroupCount", status);
    compute(convolution, made.type().math());
    return convolution;
  }

  private static void compute(cudnnConvolutionDescriptor convolution, int math) {
    int status = JCudnn.cudnnSetConvolutionMathType(convolution, math);
    Check.cudnn("cudnnSetConvolutionMathType", status);
  }

  /** Says in which arithmetic the algorithm that was chosen runs. */
  void compute(int math) {
    compute(convolution, math);
  }

  /** What cuDNN would write must be what was planned, or it would write over other maps. */
  private void requirePlannedOutput(MapShape planned) {
    int[] n = {0};
    int[] c = {0};
    int[] h = {0};
    int[] w = {0};
    int status =
        JCudnn.cudnnGetConvolution2dForwardOutputDim(convolution, input, filter, n, c, h, w);
    Check.cudnn("cudnnGetConvolution2dForwardOutputDim", status);
    int[] found = {n[0], c[0], h[0], w[0]};
    int[] wanted = {planned.batch(), planned.channels(), planned.height(), planned.width()};
    if (!Arrays.equals(found, wanted)) {
      throw new CudaError(
          "cudnnGetConvolution2dForwardOutputDim",
          "a map of %s would be written where %s was planned"
              .formatted(Arrays.toString(found), Arrays.toString(wanted)));
    }
  }

  cudnnTensorDescriptor input() {
    return input;
  }

  cudnnTensorDescriptor output() {
    return output;
  }

  cudnnFilterDescriptor filter() {
    return filter;
  }

  cudnnConvolutionDescriptor convolution() {
    return convolution;
  }

  private static void destroy(cudnnFilterDescriptor filter) {
    Check.cudnn("cudnnDestroyFilterDescriptor", JCudnn.cudnnDestroyFilterDescriptor(filter));
  }

  private static void destroy(cudnnConvolutionDescriptor convolution) {
    int status = JCudnn.cudnnDestroyConvolutionDescriptor(convolution);
    Check.cudnn("cudnnDestroyConvolutionDescriptor", status);
  }
}
