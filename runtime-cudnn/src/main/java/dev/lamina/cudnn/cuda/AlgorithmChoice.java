package dev.lamina.cudnn.cuda;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jcuda.jcudnn.cudnnDeterminism;

/** Picks one of the algorithms that cuDNN offers for one convolution. */
final class AlgorithmChoice {
  private final String call;
  private final RealType type;

  /**
   * A choice.
   *
   * @param call of the function that offers, for messages
   * @param type that the convolution is computed in
   */
  AlgorithmChoice(String call, RealType type) {
    this.call = call;
    this.type = type;
  }

  /**
   * The first that gives the same bits in every run, in the precision asked for.
   *
   * @throws CudaError if none does; the message says why for each
   */
  Algorithm firstDeterministic(List<Candidate> ranked) {
    return ranked.stream()
        .filter(this::fits)
        .filter(AlgorithmChoice::isDeterministic)
        .findFirst()
        .map(this::algorithm)
        .orElseThrow(() -> nothing("deterministic algorithm", ranked));
  }

  /** All that can run in the precision asked for, each once. */
  List<Algorithm> all(List<Candidate> ranked) {
    return ranked.stream().filter(this::fits).map(this::algorithm).distinct().toList();
  }

  private boolean fits(Candidate candidate) {
    return candidate.runs() && type.mathOf(candidate.math()).isPresent();
  }

  private static boolean isDeterministic(Candidate candidate) {
    return candidate.determinism() == cudnnDeterminism.CUDNN_DETERMINISTIC;
  }

  private Algorithm algorithm(Candidate candidate) {
    return new Algorithm(candidate.number(), type.mathOf(candidate.math()).orElseThrow());
  }

  private CudaError nothing(String what, List<Candidate> candidates) {
    String refused =
        candidates.stream()
            .map(c -> "; algorithm " + c.number() + ": " + refusal(c))
            .collect(Collectors.joining());
    return new CudaError(call, "no " + what + " in " + type + " for this shape" + refused);
  }

  private String refusal(Candidate candidate) {
    if (!candidate.runs()) {
      return CudnnStatus.name(candidate.status());
    }
    return type.mathOf(candidate.math()).isEmpty()
        ? "not " + type.name().toLowerCase(Locale.ROOT)
        : "not deterministic";
  }
}
