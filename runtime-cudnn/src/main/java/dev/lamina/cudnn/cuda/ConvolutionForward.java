package dev.lamina.cudnn.cuda;

import jcuda.jcudnn.JCudnn;
import jcuda.jcudnn.cudnnConvolutionFwdAlgo;
import jcuda.jcudnn.cudnnConvolutionFwdAlgoPerf;

/** A convolution, bound to its shapes. */
public final class ConvolutionForward {
  private static final String RANKING = "cudnnGetConvolutionForwardAlgorithm_v7";

  private final Dnn dnn;
  private final ConvolutionDescriptors descriptors;
  private final Algorithm algorithm;
  private final long scratch;

  /** Describes the convolution and chooses how it runs. */
  public ConvolutionForward(Dnn dnn, ConvolutionGeometry geometry) {
    this.dnn = dnn;
    descriptors = new ConvolutionDescriptors(dnn.descriptions(), geometry);
    algorithm = choose();
    descriptors.compute(algorithm.math());
    scratch = scratch();
  }

  private Algorithm choose() {
    int[] count = {0};
    var ranking = new cudnnConvolutionFwdAlgoPerf[AlgorithmChoice.MOST];
    for (int i = 0; i < ranking.length; i++) {
      ranking[i] = new cudnnConvolutionFwdAlgoPerf();
    }
    int status =
        JCudnn.cudnnGetConvolutionForwardAlgorithm_v7(
            dnn.handle(),
            descriptors.input(),
            descriptors.filter(),
            descriptors.convolution(),
            descriptors.output(),
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
        JCudnn.cudnnGetConvolutionForwardWorkspaceSize(
            dnn.handle(),
            descriptors.input(),
            descriptors.filter(),
            descriptors.convolution(),
            descriptors.output(),
            algorithm.number(),
            bytes);
    Check.cudnn("cudnnGetConvolutionForwardWorkspaceSize", status);
    return bytes[0];
  }

  /** Bytes of scratch memory that it needs. */
  public long scratchBytes() {
    return scratch;
  }

  /** The algorithm's name. */
  public String algorithm() {
    return cudnnConvolutionFwdAlgo.stringFor(algorithm.number());
  }

  /**
   * Enqueues it.
   *
   * @param input the map (N, H, W, C)
   * @param filters (filters, kernel, kernel, C / groups)
   * @param output the map (N, H', W', filters) that is overwritten
   * @param space of {@link #scratchBytes} bytes
   */
  public void run(Address input, Address filters, Address output, Address space) {
    int status =
        JCudnn.cudnnConvolutionForward(
            dnn.handle(),
            Scalars.ONE,
            descriptors.input(),
            input.pointer(),
            descriptors.filter(),
            filters.pointer(),
            descriptors.convolution(),
            algorithm.number(),
            space.pointer(),
            scratch,
            Scalars.ZERO,
            descriptors.output(),
            output.pointer());
    Check.cudnn("cudnnConvolutionForward", status);
  }
}
