package dev.lamina.benchmarks.result;

import java.util.List;

/**
 * What is compared, and how long.
 *
 * @param networks names
 * @param precisions float32, bfloat16
 * @param peers names of the sides beside Lamina
 * @param batchSize images of a step
 * @param threads of each side
 * @param starts of Lamina whose first steps are timed; comparisons of earlier versions had one
 * @param warmUp steps of each side that do not count
 * @param rounds in which the sides take turns
 * @param steps of a round; 0 for as many as take {@code roundSeconds}
 * @param roundSeconds how long a round should take each side
 */
public record Settings(
    List<String> networks,
    List<String> precisions,
    List<String> peers,
    int batchSize,
    int threads,
    int starts,
    int warmUp,
    int rounds,
    int steps,
    double roundSeconds) {
  /** More steps do not make a median better. */
  private static final int MOST_STEPS = 50;

  public Settings {
    starts = Math.max(1, starts);
    networks = List.copyOf(networks);
    precisions = List.copyOf(precisions);
    peers = List.copyOf(peers);
  }

  /** All duels; the precisions of a network follow each other. */
  public List<Duel> duels() {
    return networks.stream()
        .flatMap(network -> precisions.stream().map(precision -> new Duel(network, precision)))
        .toList();
  }

  /**
   * The steps of a round.
   *
   * @param stepSeconds how long one takes
   */
  public int stepsOfRound(double stepSeconds) {
    return steps > 0
        ? steps
        : (int) Math.max(1, Math.min(MOST_STEPS, Math.ceil(roundSeconds / stepSeconds)));
  }

  @Override
  public String toString() {
    String length = steps > 0 ? steps + " steps" : roundSeconds + " s, at least a step,";
    return "batches of %d, %d threads; %d rounds of %s a side, after %d steps to warm up"
        .formatted(batchSize, threads, rounds, length, warmUp);
  }
}
