package dev.lamina.cudnn.cuda;

import jcuda.jcudnn.JCudnn;
import jcuda.jcudnn.cudnnConvolutionBwdDataAlgo;
import jcuda.jcudnn.cudnnConvolutionBwdDataAlgoPerf;

/** The gradient of a convolution with respect to its input, bound to its shapes. */
public final class ConvolutionBackwardData {
  private static final String RANKING = "cudnnGetConvolutionBackwardDataAlgorithm_v7";

  private final Dnn dnn;
  private final ConvolutionDescriptors descriptors;
  private final Algorithm algorithm;
  private final long scratch;

  /** Describes the convolution and chooses how it runs. */
  public ConvolutionBackwardData(Dnn dnn, ConvolutionGeometry geometry) {
    this.dnn = dnn;
    descriptors = new ConvolutionDescriptors(dnn.descriptions(), geometry);
    algorithm = choose();
    descriptors.compute(algorithm.math());
    scratch = scratch();
  }

  private Algorithm choose() {
    int[] count = {0};
    var ranking = new cudnnConvolutionBwdDataAlgoPerf[AlgorithmChoice.MOST];
    for (int i = 0; i < ranking.length; i++) {
      ranking[i] = new cudnnConvolutionBwdDataAlgoPerf();
    }
    int status =
        JCudnn.cudnnGetConvolutionBackwardDataAlgorithm_v7(
            dnn.handle(),
            descriptors.filter(),
            descriptors.output(),
            descriptors.convolution(),
            descriptors.input(),
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
        JCudnn.cudnnGetConvolutionBackwardDataWorkspaceSize(
            dnn.handle(),
            descriptors.filter(),
            descriptors.output(),
            descriptors.convolution(),
            descriptors.input(),
            algorithm.number(),
            bytes);
    Check.cudnn("cudnnGetConvolutionBackwardDataWorkspaceSize", status);
    return bytes[0];
  }

  /** Bytes of scratch memory that it needs. */
  public long scratchBytes() {
    return scratch;
  }

  /** The algorithm's name. */
  public String algorithm() {
    return cudnnConvolutionBwdDataAlgo.stringFor(algorithm.number());
  }

  /**
   * Enqueues it.
   *
   * @param filters (filters, kernel, kernel, C / groups)
   * @param outputGrad (N, H', W', filters)
   * @param inputGrad (N, H, W, C), overwritten
   * @param space of {@link #scratchBytes} bytes
   */
  public void run(Address filters, Address outputGrad, Address inputGrad, Address space) {
    int status =
        JCudnn.cudnnConvolutionBackwardData(
            dnn.handle(),
            Scalars.ONE,
            descriptors.filter(),
            filters.pointer(),
            descriptors.output(),
            outputGrad.pointer(),
            descriptors.convolution(),
            algorithm.number(),
            space.pointer(),
            scratch,
            Scalars.ZERO,
            descriptors.input(),
            inputGrad.pointer());
    Check.cudnn("cudnnConvolutionBackwardData", status);
  }
}
