package dev.lamina.graph.summary;

import java.util.List;

/**
 * A table of layers as text: columns aligned, layers grouped by block, totals at the end. The same
 * table always gives the same text, whatever the machine's language.
 */
public final class SummaryText {

  private static final List<String> TITLES =
      List.of("layer", "kind", "output", "parameters", "multiply-adds");
  private static final List<Boolean> RIGHT_ALIGNED = List.of(false, false, true, true, true);

  private SummaryText() {}

  /** Lines that end in line feeds. */
  public static String of(LayerTable table) {
    return table.network()
        + ": "
        + table.input()
        + " -> "
        + table.classes()
        + " classes\n\n"
        + layers(table)
        + "\n"
        + totals(table);
  }

  /** The same, line by line. */
  public static List<String> lines(LayerTable table) {
    return of(table).lines().toList();
  }

  private static String layers(LayerTable table) {
    TextTable text = new TextTable(TITLES, RIGHT_ALIGNED);
    String block = "";
    for (LayerRow row : table.rows()) {
      boolean alone = row.name().equals(row.block());
      if (!row.block().equals(block) && !alone) {
        text.add(List.of(row.block(), "", "", "", ""));
      }
      block = row.block();
      text.add(line(alone ? row.name() : "  " + row.nameInBlock(), row));
    }
    return text.toString();
  }

  private static List<String> line(String name, LayerRow row) {
    return List.of(
        name,
        row.kind(),
        row.output().toString(),
        orNothing(row.parameterCount()),
        orNothing(row.multiplyAdds()));
  }

  private static String orNothing(long count) {
    return count == 0 ? "" : Numbers.exact(count);
  }

  private static String totals(LayerTable table) {
    return Numbers.exact(table.parameterCount())
        + " parameters\n"
        + Numbers.exact(table.multiplyAdds())
        + " multiply-adds per image, forward\n"
        + "memory that is planned for each image, in float32:\n"
        + "  training   "
        + table.training()
        + "\n  inference  "
        + table.inference()
        + "\n";
  }
}
