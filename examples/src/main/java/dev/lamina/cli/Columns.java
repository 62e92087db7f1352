package dev.lamina.cli;

import java.util.List;
import java.util.stream.IntStream;

/** Text in aligned columns. */
final class Columns {
  private static final String GAP = "  ";

  private Columns() {}

  /** One line a row, each column as wide as its widest cell; all rows have as many cells. */
  static List<String> align(List<List<String>> rows) {
    int columns = rows.isEmpty() ? 0 : rows.get(0).size();
    int[] widths =
        IntStream.range(0, columns)
            .map(c -> rows.stream().mapToInt(row -> row.get(c).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String cell = row.get(c);
      line.append(cell).append(" ".repeat(widths[c] - cell.length())).append(GAP);
    }
    return line.toString().stripTrailing();
  }
}
