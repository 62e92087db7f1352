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
      String names = hasParameters(leaf.layer()) ? " <- " + leaf.weightName() : "";
      line(depth, kind(leaf.layer()), leaf.name(), details(leaf.layer()) + names);
    } else if (unit instanceof Sequence sequence) {
      line(depth, sequence.block() ? "block" : "sequence", sequence.name(), "");
      sequence.units().forEach(inner -> unit(depth + 1, inner));
    } else if (unit instanceof Parallel parallel) {
      line(depth, parallel.join().name().toLowerCase(Locale.ROOT), parallel.name(), "");
      parallel.branches().forEach(branch -> unit(depth + 1, branch));
    } else if (unit instanceof Shortcut shortcut) {
      String size = filters(shortcut.filters()) + ", stride " + shortcut.stride();
      line(depth, "shortcut", shortcut.name(), size);
      unit(depth + 1, shortcut.projection());
    }
  }

  private void line(int depth, String kind, String name, String details) {
    text.append("  ".repeat(depth)).append(kind);
    text.append(name.isEmpty() ? "" : " " + name);
    text.append(details.isEmpty() ? "" : ": " + details).append('\n');
  }

  private static boolean hasParameters(Layer layer) {
    return layer instanceof Layer.Conv
        || layer instanceof Layer.Norm
        || layer instanceof Layer.FullyConnected;
  }

  private static String kind(Layer layer) {
    if (layer instanceof Layer.Conv) {
      return "conv";
    } else if (layer instanceof Layer.Norm) {
      return "norm";
    } else if (layer instanceof Layer.Activate) {
      return "activation";
    } else if (layer instanceof Layer.MaxPooling) {
      return "maxPool";
    } else if (layer instanceof Layer.AvgPooling) {
      return "avgPool";
    } else if (layer instanceof Layer.GlobalAvgPooling) {
      return "globalAvgPool";
    }
    return layer instanceof Layer.Drop ? "dropout" : "linear";
  }

  private static String details(Layer layer) {
    if (layer instanceof Layer.Conv conv) {
      return filters(conv.filters())
          + ", "
          + conv.window()
          + (conv.groups() == 1 ? "" : ", " + conv.groups() + " groups")
          + (conv.bias() ? ", bias" : "");
    } else if (layer instanceof Layer.Norm norm) {
      return "epsilon " + norm.epsilon() + ", momentum " + norm.momentum();
    } else if (layer instanceof Layer.Activate activate) {
      return activate.function().name();
    } else if (layer instanceof Layer.MaxPooling pooling) {
      return pooling.window().toString();
    } else if (layer instanceof Layer.AvgPooling pooling) {
      return pooling.window().toString();
    } else if (layer instanceof Layer.FullyConnected linear) {
      return linear.units() + " units" + (linear.bias() ? ", bias" : "");
    }
    return layer instanceof Layer.Drop drop ? "rate " + drop.rate() : "";
  }

  private static String filters(ChannelCount count) {
    if (count instanceof ChannelCount.Fixed fixed) {
      return fixed.count() + " filters";
    } else if (count instanceof ChannelCount.Fraction fraction) {
      return fraction.fraction() + " of the channels";
    }
    return "same channels";
  }
}
