package dev.lamina.graph.diagram;

import dev.lamina.graph.diagram.Scene.Anchor;
import dev.lamina.graph.diagram.Scene.Label;
import dev.lamina.graph.diagram.Scene.Panel;
import dev.lamina.graph.diagram.Scene.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What colours and signs mean.
 *
 * @param kinds the kinds of layers on the page
 * @param notes signs on the page and what they stand for
 */
record Legend(List<Kind> kinds, List<String> notes) {

  /** From the left of a colour to its name. */
  static final int SWATCH = 18;

  private static final int SPACE = 16;
  private static final int LINE = 20;

  static Legend of(List<Scene.Node> nodes, List<Panel> panels) {
    List<Kind> kinds =
        Arrays.stream(Kind.values())
            .filter(kind -> nodes.stream().anyMatch(node -> node.kind() == kind))
            .toList();
    List<String> notes = new ArrayList<>(List.of("16 × 8 × 8: channels × height × width"));
    if (nodes.stream().anyMatch(node -> node.text().contains("/"))) {
      notes.add("/2: stride 2");
    }
    if (panels.stream().anyMatch(Panel::repeated)) {
      notes.add("× 3: three in a row, the first of them drawn");
    }
    return new Legend(kinds, notes);
  }

  /** The legend in lines that are at most {@code width} pixels wide where that is possible. */
  List<Label> labels(int left, int top, int width) {
    List<Label> labels = new ArrayList<>();
    int x = left;
    int y = top;
    for (Kind kind : kinds) {
      int needed = SWATCH + Style.LEGEND.widthOf(kind.key());
      if (x > left && x + needed > left + width) {
        x = left;
        y += LINE;
      }
      labels.add(new Label(x + SWATCH, y, Anchor.START, Style.LEGEND, kind.key()));
      x += needed + SPACE;
    }
    for (String note : notes) {
      y += LINE;
      labels.add(new Label(left, y, Anchor.START, Style.QUIET, note));
    }
    return labels;
  }
}
