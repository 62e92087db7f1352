package dev.lamina.cudnn.cuda;

import java.util.List;
import java.util.stream.Stream;
import jcuda.Pointer;
import jcuda.jcudnn.JCudnn;
import jcuda.jcudnn.cudnnConvolutionFwdAlgo;
import jcuda.jcudnn.cudnnConvolutionFwdAlgoPerf;

/** A convolution, bound to its shapes and memory. */
public final class ConvolutionForward extends Convolution {

  /** Describes the convolution and chooses how it runs. */
  public ConvolutionForward(Dnn dnn, ConvolutionGeometry geometry, ConvolutionOperands operands) {
    super(dnn, geometry, operands);
    choose();
  }

  @Override
  public String ranking() {
    return "cudnnGetConvolutionForwardAlgorithm_v7";
  }

  @Override
  String kind() {
    return "forward";
  }

  @Override
  public List<Candidate> ranked() {
    int[] count = {0};
    var ranking =
        Stream.generate(cudnnConvolutionFwdAlgoPerf::new)
            .limit(MOST)
            .toArray(cudnnConvolutionFwdAlgoPerf[]::new);
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
    Check.cudnn(ranking(), status);
    return Stream.of(ranking)
        .limit(count[0])
        .map(c -> new Candidate(c.algo, c.status, c.determinism, c.mathType))
        .toList();
  }

  @Override
  int scratchBytes(int number, long[] bytes) {
    return JCudnn.cudnnGetConvolutionForwardWorkspaceSize(
        dnn.handle(),
        descriptors.input(),
        descriptors.filter(),
        descriptors.convolution(),
        descriptors.output(),
        number,
        bytes);
  }

  @Override
  String name(int number) {
    return cudnnConvolutionFwdAlgo.stringFor(number);
  }

  @Override
  void enqueue(int number, Pointer space, long bytes) {
    int status =
        JCudnn.cudnnConvolutionForward(
            dnn.handle(),
            Scalars.ONE,
            descriptors.input(),
            input(),
            descriptors.filter(),
            filters(),
            descriptors.convolution(),
            number,
            space,
            bytes,
            Scalars.ZERO,
            descriptors.output(),
            output());
    Check.cudnn("cudnnConvolutionForward", status);
  }
}
