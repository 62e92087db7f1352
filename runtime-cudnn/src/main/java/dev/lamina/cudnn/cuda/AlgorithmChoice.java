package dev.lamina.cudnn.cuda;

import java.util.OptionalInt;
import jcuda.jcudnn.cudnnDeterminism;
import jcuda.jcudnn.cudnnMathType;

/**
 * The choice among cuDNN's algorithms for one convolution: the first in the order of its heuristics
 * that gives the same bits in every run, in the precision asked for. Nothing is timed, as two runs
 * would then not always choose the same.
 */
final class AlgorithmChoice {
  /** More than cuDNN has algorithms of any kind. */
  static final int MOST = 10;

  private final String call;
  private final RealType type;
  private final StringBuilder refused = new StringBuilder();
  private OptionalInt best = OptionalInt.empty();

  /**
   * Begins a choice.
   *
   * @param call of the function that ranks the algorithms, for messages
   */
  AlgorithmChoice(String call, RealType type) {
    this.call = call;
    this.type = type;
  }

  /** The next of the ranking. */
  void offer(int algorithm, int status, int determinism, int math) {
    if (status != CudnnStatus.SUCCESS) {
      refuse(algorithm, CudnnStatus.name(status));
    } else if (determinism != cudnnDeterminism.CUDNN_DETERMINISTIC) {
      refuse(algorithm, "not deterministic");
    } else if (type == RealType.FLOAT32 && usesTensorCores(math)) {
      refuse(algorithm, "not float32");
    } else if (best.isEmpty()) {
      best = OptionalInt.of(algorithm);
    }
  }

  /** The heuristics report plain arithmetic as either of the other two kinds. */
  private static boolean usesTensorCores(int math) {
    return math == cudnnMathType.CUDNN_TENSOR_OP_MATH
        || math == cudnnMathType.CUDNN_TENSOR_OP_MATH_ALLOW_CONVERSION;
  }

  private void refuse(int algorithm, String reason) {
    refused.append("; algorithm ").append(algorithm).append(": ").append(reason);
  }

  /**
   * The algorithm's number.
   *
   * @throws CudaError if none will do; the message says why for each
   */
  int best() {
    return best.orElseThrow(
        () ->
            new CudaError(
                call, "no deterministic algorithm in " + type + " for this shape" + refused));
  }
}
