package dev.lamina.cudnn.cuda;

import java.util.ArrayList;
import java.util.List;
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
    var ranking = empty();
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
    return candidates(ranking, count[0]);
  }

  private static cudnnConvolutionBwdFilterAlgoPerf[] empty() {
    var empty = new cudnnConvolutionBwdFilterAlgoPerf[MOST];
    for (int i = 0; i < empty.length; i++) {
      empty[i] = new cudnnConvolutionBwdFilterAlgoPerf();
    }
    return empty;
  }

  private static List<Candidate> candidates(cudnnConvolutionBwdFilterAlgoPerf[] all, int count) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      var c = all[i];
      candidates.add(new Candidate(c.algo, c.status, c.determinism, c.mathType, c.memory));
    }
    return candidates;
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
