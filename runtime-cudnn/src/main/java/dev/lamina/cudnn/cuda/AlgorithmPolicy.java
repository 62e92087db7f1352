package dev.lamina.cudnn.cuda;

/** How one is chosen among cuDNN's algorithms for a convolution. */
@FunctionalInterface
public interface AlgorithmPolicy {

  /**
   * Chooses.
   *
   * @param type that the convolution is computed in: no algorithm of less precision will do
   * @throws CudaError if none will do; the message says why for each
   */
  Algorithm choose(AlgorithmSource source, RealType type);

  /**
   * The first in the order of the heuristics that gives the same bits in every run. Nothing is
   * timed, as two runs would then not always choose the same.
   */
  static AlgorithmPolicy deterministic() {
    return (source, type) -> {
      AlgorithmChoice choice = new AlgorithmChoice(source.ranking(), type);
      return choice.firstDeterministic(source.ranked());
    };
  }

  /** The fastest, whatever order it adds in; a choice is kept for the runs to come. */
  static AlgorithmPolicy fastest(GpuContext context) {
    return new TimedPolicy(context);
  }
}
