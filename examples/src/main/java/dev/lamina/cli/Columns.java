package dev.lamina.cli;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Text in aligned columns. */
final class Columns {
  private static final String GAP = "  ";

  private Columns() {}

  /** One line a row, each column as wide as its widest cell; all rows have as many cells. */
  static List<String> align(List<List<String>> rows) {
    return align(rows, Set.of());
  }

  /** As {@link #align(List)}, with the columns of some numbers, from 0, aligned at the right. */
  static List<String> align(List<List<String>> rows, Set<Integer> right) {
    int columns = rows.isEmpty() ? 0 : rows.get(0).size();
    int[] widths =
        IntStream.range(0, columns)
            .map(c -> rows.stream().mapToInt(row -> row.get(c).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths, right)).toList();
  }

  private static String line(List<String> row, int[] widths, Set<Integer> right) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String cell = row.get(c);
      String space = " ".repeat(widths[c] - cell.length());
      line.append(right.contains(c) ? space + cell : cell + space).append(GAP);
    }
    return line.toString().stripTrailing();
  }
}
