package dev.lamina.cudnn.cuda;

import java.util.Locale;
import java.util.Optional;
import jcuda.jcudnn.cudnnDeterminism;

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
  private Optional<Algorithm> best = Optional.empty();

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
    } else if (type.mathOf(math).isEmpty()) {
      refuse(algorithm, "not " + type.name().toLowerCase(Locale.ROOT));
    } else if (best.isEmpty()) {
      best = Optional.of(new Algorithm(algorithm, type.mathOf(math).getAsInt()));
    }
  }

  private void refuse(int algorithm, String reason) {
    refused.append("; algorithm ").append(algorithm).append(": ").append(reason);
  }

  /**
   * What was chosen.
   *
   * @throws CudaError if none will do; the message says why for each
   */
  Algorithm best() {
    return best.orElseThrow(
        () ->
            new CudaError(
                call, "no deterministic algorithm in " + type + " for this shape" + refused));
  }
}
