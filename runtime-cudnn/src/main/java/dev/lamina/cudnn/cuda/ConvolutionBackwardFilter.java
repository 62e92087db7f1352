package dev.lamina.cudnn.cuda;

import java.util.List;
import java.util.stream.Stream;
import jcuda.Pointer;
import jcuda.jcudnn.JCudnn;
import jcuda.jcudnn.cudnnConvolutionBwdFilterAlgo;
import jcuda.jcudnn.cudnnConvolutionBwdFilterAlgoPerf;

/** The gradient of a convolution with respect to its filters. */
public final class ConvolutionBackwardFilter extends Convolution {

  /** Describes the convolution and chooses how it runs. */
  public ConvolutionBackwardFilter(
      Dnn dnn, ConvolutionGeometry geometry, ConvolutionOperands operands) {
    super(dnn, geometry, operands);
    choose();
  }

  @Override
  public String ranking() {
    return "cudnnGetConvolutionBackwardFilterAlgorithm_v7";
  }

  @Override
  String kind() {
    return "backward-filter";
  }

  @Override
  public List<Candidate> ranked() {
    int[] count = {0};
    var ranking =
        Stream.generate(cudnnConvolutionBwdFilterAlgoPerf::new)
            .limit(MOST)
            .toArray(cudnnConvolutionBwdFilterAlgoPerf[]::new);
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
    Check.cudnn(ranking(), status);
    return Stream.of(ranking)
        .limit(count[0])
        .map(c -> new Candidate(c.algo, c.status, c.determinism, c.mathType))
        .toList();
  }

  @Override
  int scratchBytes(int number, long[] bytes) {
    return JCudnn.cudnnGetConvolutionBackwardFilterWorkspaceSize(
        dnn.handle(),
        descriptors.input(),
        descriptors.output(),
        descriptors.convolution(),
        descriptors.filter(),
        number,
        bytes);
  }

  @Override
  String name(int number) {
    return cudnnConvolutionBwdFilterAlgo.stringFor(number);
  }

  @Override
  void enqueue(int number, Pointer space, long bytes) {
    int status =
        JCudnn.cudnnConvolutionBackwardFilter(
            dnn.handle(),
            Scalars.ONE,
            descriptors.input(),
            input(),
            descriptors.output(),
            output(),
            descriptors.convolution(),
            number,
            space,
            bytes,
            Scalars.ZERO,
            descriptors.filter(),
            filters());
    Check.cudnn("cudnnConvolutionBackwardFilter", status);
  }
}
