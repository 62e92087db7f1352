package dev.lamina.cudnn.cuda;

import java.util.List;
import java.util.OptionalLong;

/** One convolution, as those who choose its algorithm see it. */
interface AlgorithmSource {
  /** More than cuDNN has algorithms of any kind, in all kinds of arithmetic. */
  int MOST = 30;

  /** The function that ranks the algorithms, for messages. */
  String ranking();

  /** Everything in the convolution that the choice depends on, in one line. */
  String key();

  /** All algorithms in the order of cuDNN's heuristics. */
  List<Candidate> ranked();

  /** Bytes of scratch memory that an algorithm needs; empty if it cannot run this convolution. */
  OptionalLong scratchBytes(Algorithm algorithm);

  /**
   * Enqueues the convolution by one of the algorithms.
   *
   * @param space scratch memory of so many bytes as it needs
   */
  void run(Algorithm algorithm, Address space, long bytes);
}
