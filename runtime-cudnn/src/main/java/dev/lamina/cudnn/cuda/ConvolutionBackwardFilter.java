package dev.lamina.cudnn.cuda;

import jcuda.jcudnn.JCudnn;
import jcuda.jcudnn.cudnnConvolutionBwdFilterAlgo;
import jcuda.jcudnn.cudnnConvolutionBwdFilterAlgoPerf;

/** The gradient of a convolution with respect to its filters, bound to its shapes. */
public final class ConvolutionBackwardFilter {
  private static final String RANKING = "cudnnGetConvolutionBackwardFilterAlgorithm_v7";

  private final Dnn dnn;
  private final ConvolutionDescriptors descriptors;
  private final Algorithm algorithm;
  private final long scratch;

  /** Describes the convolution and chooses how it runs. */
  public ConvolutionBackwardFilter(Dnn dnn, ConvolutionGeometry geometry) {
    this.dnn = dnn;
    descriptors = new ConvolutionDescriptors(dnn.descriptions(), geometry);
    algorithm = choose();
    descriptors.compute(algorithm.math());
    scratch = scratch();
  }

  private Algorithm choose() {
    int[] count = {0};
    var ranking = new cudnnConvolutionBwdFilterAlgoPerf[AlgorithmChoice.MOST];
    for (int i = 0; i < ranking.length; i++) {
      ranking[i] = new cudnnConvolutionBwdFilterAlgoPerf();
    }
    int status =
        JCudnn.cudnnGetConvolutionBackwardFilterAlgorithm_v7(
            dnn.handle(),
            descriptors.input(),
            descriptors.output(),
            descriptors.convolution(),
            descriptors.filter(),
            ranking.length,
            count,
            ranking);
    Check.cudnn(RANKING, status);
    AlgorithmChoice choice = new AlgorithmChoice(RANKING, dnn.descriptions().type());
    for (int i = 0; i < count[0]; i++) {
      var next = ranking[i];
      choice.offer(next.algo, next.status, next.determinism, next.mathType);
    }
    return choice.best();
  }

  private long scratch() {
    long[] bytes = {0};
    int status =
        JCudnn.cudnnGetConvolutionBackwardFilterWorkspaceSize(
            dnn.handle(),
            descriptors.input(),
            descriptors.output(),
            descriptors.convolution(),
            descriptors.filter(),
            algorithm.number(),
            bytes);
    Check.cudnn("cudnnGetConvolutionBackwardFilterWorkspaceSize", status);
    return bytes[0];
  }

  /** Bytes of scratch memory that it needs. */
  public long scratchBytes() {
    return scratch;
  }

  /** The algorithm's name. */
  public String algorithm() {
    return cudnnConvolutionBwdFilterAlgo.stringFor(algorithm.number());
  }

  /**
   * Enqueues it.
   *
   * @param input the map (N, H, W, C)
   * @param outputGrad (N, H', W', filters)
   * @param filterGrad (filters, kernel, kernel, C / groups), overwritten
   * @param space of {@link #scratchBytes} bytes
   */
  public void run(Address input, Address outputGrad, Address filterGrad, Address space) {
    int status =
        JCudnn.cudnnConvolutionBackwardFilter(
            dnn.handle(),
            Scalars.ONE,
            descriptors.input(),
            input.pointer(),
            descriptors.output(),
            outputGrad.pointer(),
            descriptors.convolution(),
            algorithm.number(),
            space.pointer(),
            scratch,
            Scalars.ZERO,
            descriptors.filter(),
            filterGrad.pointer());
    Check.cudnn("cudnnConvolutionBackwardFilter", status);
  }
}
