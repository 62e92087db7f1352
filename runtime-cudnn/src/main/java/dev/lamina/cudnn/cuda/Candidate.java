package dev.lamina.cudnn.cuda;

/**
 * What cuDNN says of one of its algorithms for one convolution.
 *
 * @param number {@code cudnnConvolution*Algo_t}
 * @param status whether it can run
 * @param determinism {@code cudnnDeterminism_t}
 * @param math {@code cudnnMathType_t}
 */
record Candidate(int number, int status, int determinism, int math) {

  boolean runs() {
    return status == CudnnStatus.SUCCESS;
  }
}
