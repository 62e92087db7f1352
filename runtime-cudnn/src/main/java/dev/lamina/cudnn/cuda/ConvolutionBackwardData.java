package dev.lamina.cudnn.cuda;

import java.util.List;
import java.util.stream.Stream;
import jcuda.Pointer;
import jcuda.jcudnn.JCudnn;
import jcuda.jcudnn.cudnnConvolutionBwdDataAlgo;
import jcuda.jcudnn.cudnnConvolutionBwdDataAlgoPerf;

/** The gradient of a convolution with respect to its input. */
public final class ConvolutionBackwardData extends Convolution {
  private final boolean adds;

  /**
   * Describes the convolution and chooses how it runs.
   *
   * @param adds whether the gradient is added to what lies in its place
   */
  public ConvolutionBackwardData(
      Dnn dnn, ConvolutionGeometry geometry, ConvolutionOperands operands, boolean adds) {
    super(dnn, geometry, operands);
    this.adds = adds;
    choose();
  }

  @Override
  public String ranking() {
    return "cudnnGetConvolutionBackwardDataAlgorithm_v7";
  }

  @Override
  String kind() {
    return "backward-data";
  }

  @Override
  public List<Candidate> ranked() {
    int[] count = {0};
    var ranking =
        Stream.generate(cudnnConvolutionBwdDataAlgoPerf::new)
            .limit(MOST)
            .toArray(cudnnConvolutionBwdDataAlgoPerf[]::new);
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
    Check.cudnn(ranking(), status);
    return Stream.of(ranking)
        .limit(count[0])
        .map(c -> new Candidate(c.algo, c.status, c.determinism, c.mathType))
        .toList();
  }

  @Override
  int scratchBytes(int number, long[] bytes) {
    return JCudnn.cudnnGetConvolutionBackwardDataWorkspaceSize(
        dnn.handle(),
        descriptors.filter(),
        descriptors.output(),
        descriptors.convolution(),
        descriptors.input(),
        number,
        bytes);
  }

  @Override
  String name(int number) {
    return cudnnConvolutionBwdDataAlgo.stringFor(number);
  }

  @Override
  void enqueue(int number, Pointer space, long bytes) {
    int status =
        JCudnn.cudnnConvolutionBackwardData(
            dnn.handle(),
            Scalars.ONE,
            descriptors.filter(),
            filters(),
            descriptors.output(),
            output(),
            descriptors.convolution(),
            number,
            space,
            bytes,
            adds ? Scalars.ONE : Scalars.ZERO,
            descriptors.input(),
            input());
    Check.cudnn("cudnnConvolutionBackwardData", status);
  }
}
