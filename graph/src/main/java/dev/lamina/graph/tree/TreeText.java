package dev.lamina.graph.tree;

import java.util.Locale;

/** Writes a tree as stable text, one unit a line, for dumps and tests. */
public final class TreeText {

  private final StringBuilder text = new StringBuilder();

  private TreeText() {}

  /** The tree, indented by two spaces a level, every line ended. */
  public static String of(NetworkTree tree) {
    TreeText writer = new TreeText();
    writer.line(0, "network", tree.name(), tree.input() + " -> " + tree.classes() + " classes");
    writer.line(1, "initialize", "", of(tree.initialization()));
    tree.members().forEach(member -> writer.unit(1, member));
    return writer.text.toString();
  }

  private static String of(Initialization init) {
    return "convolution %s, linear %s, biases %s, gain of %s"
        .formatted(
            init.convolution(), init.linear(), init.zeroBias() ? "0" : "uniform", init.gainOf());
  }

  private void unit(int depth, Unit unit) {
    if (unit instanceof Leaf leaf) {
      Layer layer = leaf.layer();
      String names = layer.hasParameters() ? " <- " + leaf.weightName() : "";
      line(depth, layer.kind(), leaf.name(), layer.details() + names);
    } else if (unit instanceof Sequence sequence) {
      line(depth, sequence.block() ? "block" : "sequence", sequence.name(), "");
      sequence.units().forEach(inner -> unit(depth + 1, inner));
    } else if (unit instanceof Parallel parallel) {
      line(depth, parallel.join().name().toLowerCase(Locale.ROOT), parallel.name(), "");
      parallel.branches().forEach(branch -> unit(depth + 1, branch));
    } else if (unit instanceof Shortcut shortcut) {
      String size = shortcut.filters() + ", stride " + shortcut.stride();
      line(depth, "shortcut", shortcut.name(), size);
      unit(depth + 1, shortcut.projection());
    }
  }

  private void line(int depth, String kind, String name, String details) {
    text.append("  ".repeat(depth)).append(kind);
    text.append(name.isEmpty() ? "" : " " + name);
    text.append(details.isEmpty() ? "" : ": " + details).append('\n');
  }
}
