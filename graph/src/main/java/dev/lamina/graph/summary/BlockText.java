package dev.lamina.graph.summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A table of layers in short: a line for each block, and totals. */
public final class BlockText {

  /** Longer descriptions are cut, so that the table stays within a line. */
  private static final int KIND_WIDTH = 40;

  private static final Pattern FUSED = Pattern.compile("\\+.*");

  private BlockText() {}

  /** Lines that end in line feeds. */
  public static String of(LayerTable table) {
    Map<String, List<LayerRow>> blocks =
        table.rows().stream()
            .collect(
                Collectors.groupingBy(LayerRow::block, LinkedHashMap::new, Collectors.toList()));
    TextTable text =
        new TextTable(
            List.of("block", "layers", "output", "parameters", "multiply-adds"),
            List.of(false, false, true, true, true));
    blocks.forEach((block, rows) -> text.add(line(block, rows)));
    text.add(
        List.of(
            "total",
            "",
            "",
            Numbers.exact(table.parameterCount()),
            Numbers.exact(table.multiplyAdds())));
    return text.toString();
  }

  private static List<String> line(String block, List<LayerRow> rows) {
    return List.of(
        block,
        kinds(rows),
        rows.get(rows.size() - 1).output().toString(),
        Numbers.exact(rows.stream().mapToLong(LayerRow::parameterCount).sum()),
        Numbers.exact(rows.stream().mapToLong(LayerRow::multiplyAdds).sum()));
  }

  /** For example {@code 2 conv2d, 2 batchNorm, add}; what is fused into a layer is left out. */
  private static String kinds(List<LayerRow> rows) {
    Map<String, Long> counts =
        rows.stream()
            .map(row -> FUSED.matcher(row.mnemonic()).replaceAll(""))
            .collect(
                Collectors.groupingBy(
                    Function.identity(), LinkedHashMap::new, Collectors.counting()));
    List<String> kinds = new ArrayList<>();
    counts.forEach((kind, count) -> kinds.add(count == 1 ? kind : count + " " + kind));
    String text = String.join(", ", kinds);
    return text.length() <= KIND_WIDTH ? text : text.substring(0, KIND_WIDTH - 3) + "...";
  }
}
