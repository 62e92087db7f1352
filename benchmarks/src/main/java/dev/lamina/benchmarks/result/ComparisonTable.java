package dev.lamina.benchmarks.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A transcript as tables, for each precision: images a second of each side, and how many times as
 * fast as the best of its peers Lamina is. The best peer of a row is the one with the most images a
 * second; memory is compared with that one's too. Where there are several peers, a second table has
 * the ratios to each.
 */
public final class ComparisonTable {
  /** The side that the others are compared with. */
  public static final String LAMINA = "lamina";

  private static final double MEBI = 1 << 20;
  private static final double TELLING_UPDATE = 0.02;

  private final Transcript transcript;
  private final Settings settings;

  /** The tables of what is over so far. */
  public ComparisonTable(Transcript transcript) {
    this.transcript = transcript;
    settings = transcript.conditions().settings();
  }

  /** For a terminal. */
  public String text() {
    return render("%s", Layout::aligned);
  }

  /** For a document. */
  public String markdown() {
    return render("### %s", Layout::markdown);
  }

  private interface Format {
    List<String> lines(List<List<String>> rows);
  }

  private String render(String heading, Format format) {
    List<String> lines = new ArrayList<>();
    for (String precision : settings.precisions()) {
      List<DuelRow> rows = rows(precision);
      if (!rows.isEmpty()) {
        table(lines, heading.formatted(precision + ", images a second"), format, cells(rows));
      }
      PeerTable peers = new PeerTable(rows, settings.peers());
      if (peers.isTelling()) {
        table(lines, heading.formatted(precision + ", lamina to each"), format, peers.cells());
      }
    }
    for (String note : notes()) {
      lines.add(note);
      lines.add("");
    }
    return String.join("\n", lines);
  }

  private static void table(
      List<String> lines, String heading, Format format, List<List<String>> cells) {
    lines.add(heading);
    lines.add("");
    lines.addAll(format.lines(cells));
    lines.add("");
  }

  /** The duels of a precision that are over. */
  List<DuelRow> rows(String precision) {
    return settings.duels().stream()
        .filter(duel -> duel.precision().equals(precision))
        .filter(duel -> !transcript.of(duel).isEmpty())
        .map(duel -> new DuelRow(duel, transcript.of(duel)))
        .toList();
  }

  private List<List<String>> cells(List<DuelRow> rows) {
    List<List<String>> cells = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("network", LAMINA));
    header.addAll(settings.peers());
    header.addAll(
        List.of("ratio to the best", "MiB", "MiB of the best", "memory ratio", "first step"));
    cells.add(header);
    rows.forEach(row -> cells.add(cells(row)));
    return cells;
  }

  private List<String> cells(DuelRow row) {
    List<String> cells = new ArrayList<>(List.of(row.duel().network(), speed(row, LAMINA)));
    settings.peers().forEach(peer -> cells.add(speed(row, peer)));
    cells.add(PeerTable.ratio(row, row.bestPeer()));
    cells.add(memory(row.lamina()));
    cells.add(memory(row.bestPeer()));
    cells.add(PeerTable.memory(row, row.bestPeer()));
    cells.add(Cells.orNothing(row.lamina().map(ComparisonTable::firstStep)));
    return cells;
  }

  private String speed(DuelRow row, String name) {
    return Cells.orNothing(
        row.side(name)
            .map(side -> Cells.spread("%.0f", side.imagesPerSecond(settings.batchSize()))));
  }

  private static String memory(Optional<Measurement> side) {
    return Cells.orNothing(
        side.filter(measured -> measured.peakBytes() > 0)
            .map(measured -> Cells.text("%.0f", measured.peakBytes() / MEBI)));
  }

  private static String firstStep(Measurement side) {
    return side.firstStepSeconds().size() > 1
        ? Cells.spread("%.2f", side.firstStep()) + " s"
        : Cells.text("%.2f s", side.firstStep().median());
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Whole training steps: median of the rounds, in brackets the slowest and the fastest round;"
            + " ratios round by round.");
    notes.add(
        "Memory: the most of each side's process, one measurement, and lamina's to the best peer's;"
            + " first step: of lamina, from the start of its process, "
            + starts());
    notes.add(transcript.conditions() + "; " + settings + ".");
    if (transcript.conditions().busy()) {
      notes.add("The machine was busy with something else: these are no figures to quote.");
    }
    libraries().forEach(notes::add);
    skipped().forEach(notes::add);
    transcript.measurements().stream().flatMap(this::updateNote).forEach(notes::add);
    return notes;
  }

  private String starts() {
    return settings.starts() > 1
        ? "median of %d starts, in brackets the fastest and the slowest."
            .formatted(settings.starts())
        : "one measurement.";
  }

  private Set<String> libraries() {
    Set<String> libraries = new LinkedHashSet<>();
    transcript.measurements().stream()
        .filter(Measurement::measured)
        .forEach(side -> libraries.add(side.side() + ": " + side.library() + "."));
    return libraries;
  }

  /** Each reason once, with all duels that it kept a side from. */
  private List<String> skipped() {
    Map<String, List<String>> duels = new LinkedHashMap<>();
    for (Measurement side : transcript.measurements()) {
      if (!side.measured()) {
        duels
            .computeIfAbsent(side.side() + " skipped: " + side.skipped(), key -> new ArrayList<>())
            .add(side.duel().toString());
      }
    }
    return duels.entrySet().stream()
        .map(entry -> entry.getKey() + " (" + String.join(", ", entry.getValue()) + ").")
        .toList();
  }

  private Stream<String> updateNote(Measurement side) {
    if (!side.measured() || side.updatePart() < TELLING_UPDATE) {
      return Stream.empty();
    }
    return Stream.of(
        Cells.text(
            "%s spends %.0f %% of a step of %s in its optimizer.",
            side.side(), 100 * side.updatePart(), side.duel()));
  }
}
