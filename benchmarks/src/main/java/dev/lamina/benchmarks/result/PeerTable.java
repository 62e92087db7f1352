package dev.lamina.benchmarks.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lamina beside each of its peers, where there are several: speed, and memory. */
final class PeerTable {
  private final List<DuelRow> rows;
  private final List<String> peers;

  /**
   * A table of some duels.
   *
   * @param peers those that may have been measured, in the order of the columns
   */
  PeerTable(List<DuelRow> rows, List<String> peers) {
    this.rows = rows;
    this.peers =
        peers.stream()
            .filter(peer -> rows.stream().anyMatch(row -> row.side(peer).isPresent()))
            .toList();
  }

  /** Whether it says anything that the ratios to the best peer do not. */
  boolean isTelling() {
    return peers.size() > 1;
  }

  /** The header and a row a duel. */
  List<List<String>> cells() {
    List<List<String>> cells = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("network"));
    for (String peer : peers) {
      header.add("to " + peer);
      header.add("memory to " + peer);
    }
    cells.add(header);
    rows.forEach(row -> cells.add(cells(row)));
    return cells;
  }

  private List<String> cells(DuelRow row) {
    List<String> cells = new ArrayList<>(List.of(row.duel().network()));
    for (String peer : peers) {
      cells.add(ratio(row, row.side(peer)));
      cells.add(memory(row, row.side(peer)));
    }
    return cells;
  }

  /** How many times as fast as a peer Lamina is. */
  static String ratio(DuelRow row, Optional<Measurement> peer) {
    return Cells.orNothing(row.ratioTo(peer).map(ratio -> Cells.spread("%.2f", ratio)));
  }

  /** How much of a peer's memory Lamina takes. */
  static String memory(DuelRow row, Optional<Measurement> peer) {
    return Cells.orNothing(row.memoryTo(peer).map(ratio -> Cells.text("%.3f", ratio)));
  }
}
