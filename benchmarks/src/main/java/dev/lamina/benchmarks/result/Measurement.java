package dev.lamina.benchmarks.result;

import dev.lamina.benchmarks.side.StepTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What came of one side in a duel.
 *
 * @param duel network and precision
 * @param side name of the side
 * @param skipped why there is nothing; empty where there is
 * @param library what trained, with its version
 * @param parameters trainable numbers of its network
 * @param firstStepSeconds from the start of the process to the end of the first step; first those
 *     of further processes, which did nothing else
 * @param peakBytes the most of the process in the machine's memory; 0 where the system does not
 *     tell
 * @param rounds the steps of each round
 */
public record Measurement(
    Duel duel,
    String side,
    String skipped,
    String library,
    long parameters,
    List<Double> firstStepSeconds,
    long peakBytes,
    List<List<StepTime>> rounds) {

  public Measurement {
    firstStepSeconds = List.copyOf(firstStepSeconds);
    rounds = rounds.stream().map(List::copyOf).toList();
  }

  /** A side that could not be had. */
  public static Measurement skipped(Duel duel, String side, String reason) {
    return new Measurement(duel, side, reason, "", 0, List.of(), 0, List.of());
  }

  /** Whether there are times. */
  public boolean measured() {
    return skipped.isEmpty();
  }

  /** Images a second, by each round's median step. */
  public Range imagesPerSecond(int batchSize) {
    return Range.of(rounds.stream().map(round -> batchSize / medianSeconds(round)).toList());
  }

  /**
   * How many times as fast as another side this one is. A round is compared with the other's round
   * that ran beside it, so that what else the machine did is in both.
   */
  public Range ratioTo(Measurement other) {
    int common = Math.min(rounds.size(), other.rounds.size());
    return Range.of(
        IntStream.range(0, common)
            .mapToObj(i -> medianSeconds(other.rounds.get(i)) / medianSeconds(rounds.get(i)))
            .toList());
  }

  /** How much of another side's memory this one takes; empty where the system does not tell. */
  public Optional<Double> memoryTo(Measurement other) {
    return peakBytes > 0 && other.peakBytes > 0
        ? Optional.of((double) peakBytes / other.peakBytes)
        : Optional.empty();
  }

  /** Seconds from the start of a process to the end of its first step. */
  public Range firstStep() {
    return Range.of(firstStepSeconds);
  }

  /** The part of a step that its update takes, at the median. */
  public double updatePart() {
    return Range.median(
        rounds.stream()
            .flatMap(List::stream)
            .map(step -> 1 - step.beforeUpdate() / step.seconds())
            .toList());
  }

  private static double medianSeconds(List<StepTime> round) {
    return Range.median(round.stream().map(StepTime::seconds).toList());
  }
}
