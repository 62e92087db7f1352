package dev.lamina.graph.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A table as lines of text: columns aligned, layers grouped by block, totals at the end. The same
 * table always gives the same text, whatever the machine's language.
 */
public final class SummaryText {

  private static final String GAP = "  ";
  private static final List<String> HEADER =
      List.of("layer", "kind", "output", "parameters", "multiply-adds");
  private static final int FIRST_NUMBER = 3;

  private SummaryText() {}

  /** The whole summary; it ends with a line feed. */
  public static String of(LayerTable table) {
    return String.join("\n", lines(table)) + "\n";
  }

  /** The whole summary, line by line. */
  public static List<String> lines(LayerTable table) {
    List<String> lines = new ArrayList<>();
    lines.add(table.network() + ": " + table.input() + " -> " + table.classes() + " classes");
    lines.add("");
    lines.addAll(layers(table));
    lines.add("");
    lines.addAll(totals(table));
    return List.copyOf(lines);
  }

  /** The table of layers alone, with a heading. */
  public static List<String> layers(LayerTable table) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(HEADER);
    String block = "";
    for (LayerRow row : table.rows()) {
      if (!row.block().equals(block) && !row.name().equals(row.block())) {
        cells.add(List.of(row.block()));
      }
      block = row.block();
      cells.add(cells(row));
    }
    return aligned(cells);
  }

  /** Parameters, multiply-adds and planned memory. */
  public static List<String> totals(LayerTable table) {
    return List.of(
        number(table.parameterCount()) + " parameters",
        number(table.multiplyAdds()) + " multiply-adds per example, forward",
        memory("training", table.training()),
        memory("inference", table.inference()));
  }

  private static String memory(String program, MemoryUse use) {
    return program
        + " needs "
        + number(use.bytesPerExample())
        + " bytes per example in float32: "
        + number(use.activations())
        + " floats of activations, "
        + number(use.masks())
        + " bytes of masks";
  }

  private static List<String> cells(LayerRow row) {
    String name = row.name().equals(row.block()) ? row.name() : GAP + row.nameInBlock();
    return List.of(
        name,
        row.kind(),
        row.output().toString(),
        orNothing(row.parameterCount()),
        orNothing(row.multiplyAdds()));
  }

  private static String orNothing(long count) {
    return count == 0 ? "" : number(count);
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static List<String> aligned(List<List<String>> rows) {
    int[] widths =
        IntStream.range(0, HEADER.size())
            .map(column -> rows.stream().mapToInt(row -> width(row, column)).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  /** A row of one cell is a heading and may run over the columns. */
  private static int width(List<String> row, int column) {
    return row.size() == 1 ? 0 : row.get(column).length();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      String space = " ".repeat(Math.max(0, widths[column] - cell.length()));
      line.append(column == 0 ? "" : GAP)
          .append(column < FIRST_NUMBER ? cell + space : space + cell);
    }
    return line.toString().stripTrailing();
  }
}
