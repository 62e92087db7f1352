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
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        line.append(column == 0 ? "" : "  ").append(cell(row.get(column), column));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private String cell(String text, int column) {
    int width = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    String space = " ".repeat(width - text.length());
    return rightAligned.get(column) ? space + text : text + space;
  }
}
