package dev.lamina.benchmarks.result;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a duel that is over says in the tables.
 *
 * @param duel which
 * @param sides that took part, or could not
 */
record DuelRow(Duel duel, List<Measurement> sides) {
  Optional<Measurement> lamina() {
    return side(ComparisonTable.LAMINA);
  }

  /** A side that was measured. */
  Optional<Measurement> side(String name) {
    return measured().filter(side -> side.side().equals(name)).findFirst();
  }

  /** The peer with the most images a second. */
  Optional<Measurement> bestPeer() {
    // By seconds for one image: any batch gives the same order.
    return peers().max(Comparator.comparingDouble(side -> side.imagesPerSecond(1).median()));
  }

  /** Those beside Lamina that were measured. */
  Stream<Measurement> peers() {
    return measured().filter(side -> !side.side().equals(ComparisonTable.LAMINA));
  }

  private Stream<Measurement> measured() {
    return sides.stream().filter(Measurement::measured);
  }

  /** How many times as fast as a peer Lamina is, round by round. */
  Optional<Range> ratioTo(Optional<Measurement> peer) {
    return lamina().flatMap(ours -> peer.map(ours::ratioTo));
  }

  /** Lamina's memory to a peer's; empty where one of them is not known. */
  Optional<Double> memoryTo(Optional<Measurement> peer) {
    return lamina().flatMap(ours -> peer.flatMap(ours::memoryTo));
  }
}
