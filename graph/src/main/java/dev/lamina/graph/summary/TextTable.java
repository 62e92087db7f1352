package dev.lamina.graph.summary;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns. */
final class TextTable {

  private final List<Boolean> rightAligned;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(List<String> titles, List<Boolean> rightAligned) {
    this.rightAligned = List.copyOf(rightAligned);
    add(titles);
  }

  void add(List<String> row) {
    rows.add(List.copyOf(row));
  }

  /** Lines that end in line feeds, without trailing spaces. */
  @Override
  public String toString() {
    int[] widths = widths();
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        line.append(column == 0 ? "" : "  ");
        line.append(cell(row.get(column), widths[column], rightAligned.get(column)));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private int[] widths() {
    int[] widths = new int[rightAligned.size()];
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return widths;
  }

  private static String cell(String text, int width, boolean right) {
    String space = " ".repeat(width - text.length());
    return right ? space + text : text + space;
  }
}
