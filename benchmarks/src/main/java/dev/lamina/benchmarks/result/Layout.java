package dev.lamina.benchmarks.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of cells, the first of which is the header, as lines. */
final class Layout {
  private static final String GAP = "  ";

  private Layout() {}

  /** In columns of equal width. */
  static List<String> aligned(List<List<String>> rows) {
    List<Integer> widths =
        IntStream.range(0, rows.get(0).size()).mapToObj(column -> width(rows, column)).toList();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private static String line(List<String> row, List<Integer> widths) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> row.get(i) + " ".repeat(widths.get(i) - row.get(i).length()))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }

  /** As a Markdown table. */
  static List<String> markdown(List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(piped(rows.get(0)));
    lines.add(piped(Collections.nCopies(rows.get(0).size(), "---")));
    rows.subList(1, rows.size()).forEach(row -> lines.add(piped(row)));
    return lines;
  }

  private static String piped(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
