package dev.lamina.benchmarks.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A transcript as tables, one a precision: images a second of each side, and how many times as fast
 * as the best of its peers Lamina is. The best peer of a row is the one with the most images a
 * second; memory is compared with that one's too.
 */
public final class ComparisonTable {
  /** The side that the others are compared with. */
  public static final String LAMINA = "lamina";

  private static final String NOTHING = "–";
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
      List<Row> rows = rows(precision);
      if (!rows.isEmpty()) {
        lines.add(heading.formatted(precision + ", images a second"));
        lines.add("");
        lines.addAll(format.lines(cells(rows)));
        lines.add("");
      }
    }
    for (String note : notes()) {
      lines.add(note);
      lines.add("");
    }
    return String.join("\n", lines);
  }

  /** What a duel that is over says in the tables. */
  List<Row> rows(String precision) {
    return settings.duels().stream()
        .filter(duel -> duel.precision().equals(precision))
        .filter(duel -> !transcript.of(duel).isEmpty())
        .map(duel -> new Row(duel, transcript.of(duel)))
        .toList();
  }

  /** The sides of a duel. */
  record Row(Duel duel, List<Measurement> sides) {
    Optional<Measurement> lamina() {
      return side(LAMINA);
    }

    Optional<Measurement> side(String name) {
      return measured().filter(side -> side.side().equals(name)).findFirst();
    }

    /** The peer with the most images a second. */
    Optional<Measurement> bestPeer() {
      // By seconds for one image: any batch gives the same order.
      return measured()
          .filter(side -> !side.side().equals(LAMINA))
          .max(Comparator.comparingDouble(side -> side.imagesPerSecond(1).median()));
    }

    private Stream<Measurement> measured() {
      return sides.stream().filter(Measurement::measured);
    }

    /** How many times as fast as the best peer. */
    Optional<Range> ratio() {
      return lamina().flatMap(ours -> bestPeer().map(ours::ratioTo));
    }
  }

  private List<List<String>> cells(List<Row> rows) {
    List<List<String>> cells = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("network", LAMINA));
    header.addAll(settings.peers());
    header.addAll(List.of("ratio to the best", "MiB", "MiB of the best", "to the first step"));
    cells.add(header);
    rows.forEach(row -> cells.add(cells(row)));
    return cells;
  }

  private List<String> cells(Row row) {
    List<String> cells = new ArrayList<>(List.of(row.duel().network(), speed(row, LAMINA)));
    settings.peers().forEach(peer -> cells.add(speed(row, peer)));
    cells.add(row.ratio().map(ratio -> range("%.2f", ratio)).orElse(NOTHING));
    cells.add(memory(row.lamina()));
    cells.add(memory(row.bestPeer()));
    cells.add(row.lamina().map(side -> text("%.2f s", side.firstStepSeconds())).orElse(NOTHING));
    return cells;
  }

  private String speed(Row row, String name) {
    return row.side(name)
        .map(side -> range("%.0f", side.imagesPerSecond(settings.batchSize())))
        .orElse(NOTHING);
  }

  private static String memory(Optional<Measurement> side) {
    return side.filter(measured -> measured.peakBytes() > 0)
        .map(measured -> text("%.0f", measured.peakBytes() / MEBI))
        .orElse(NOTHING);
  }

  private static String range(String format, Range range) {
    return text(
        format + " (" + format + " to " + format + ")",
        range.median(),
        range.least(),
        range.greatest());
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Whole training steps: median of the rounds, in brackets the slowest and the fastest round;"
            + " ratios round by round.");
    notes.add(transcript.conditions() + "; " + settings + ".");
    if (transcript.conditions().busy()) {
      notes.add("The machine was busy with something else: these are no figures to quote.");
    }
    libraries().forEach(notes::add);
    skipped().forEach(notes::add);
    transcript.measurements().stream().flatMap(this::updateNote).forEach(notes::add);
    return notes;
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
        text(
            "%s spends %.0f %% of a step of %s in its optimizer.",
            side.side(), 100 * side.updatePart(), side.duel()));
  }
}
