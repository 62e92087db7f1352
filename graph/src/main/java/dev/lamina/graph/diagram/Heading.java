package dev.lamina.graph.diagram;

import dev.lamina.graph.diagram.Scene.Anchor;
import dev.lamina.graph.diagram.Scene.Label;
import dev.lamina.graph.diagram.Scene.Rect;
import dev.lamina.graph.diagram.Scene.Style;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.rule.Rules;
import dev.lamina.graph.summary.Numbers;
import dev.lamina.graph.summary.ParameterCount;
import java.util.ArrayList;
import java.util.List;

/**
 * The upper strip of a box.
 *
 * @param depth of the box, 0 for members
 * @param title its name
 * @param badge how often it repeats; empty if it does not
 * @param remark what it costs, or what changes from one to the next; empty if there is nothing to
 *     say
 */
record Heading(int depth, String title, String badge, String remark) {

  private static final int WIDEST_TITLE = 260;
  private static final int SPACE = 10;

  static Heading of(Frame frame, int depth) {
    String title = TextWidth.fit(title(frame.names()), Sizes.FRAME_FONT, WIDEST_TITLE);
    String badge = frame.times() > 1 ? "× " + frame.times() : "";
    return new Heading(depth, title, badge, depth == 0 ? cost(frame.nodes()) : growth(frame));
  }

  private static String title(List<String> names) {
    boolean numbers = names.stream().allMatch(name -> name.chars().allMatch(Character::isDigit));
    String prefix = !numbers ? "" : names.size() == 1 ? "block " : "blocks ";
    return prefix
        + (names.size() <= 2
            ? String.join(", ", names)
            : names.get(0) + " – " + names.get(names.size() - 1));
  }

  private static String cost(List<Node> nodes) {
    long parameters = nodes.stream().mapToLong(ParameterCount::of).sum();
    long multiplyAdds = nodes.stream().mapToLong(Rules::multiplyAdds).sum();
    List<String> costs = new ArrayList<>();
    if (parameters > 0) {
      costs.add(Numbers.exact(parameters) + " parameters");
    }
    if (multiplyAdds > 0) {
      costs.add(Numbers.rough(multiplyAdds) + " multiply-adds");
    }
    return String.join(" · ", costs);
  }

  private static String growth(Frame frame) {
    return frame.times() > 1 && frame.growth() != 0
        ? frame.in().channels() + " → " + frame.out().channels() + " channels"
        : "";
  }

  private Style style() {
    return depth == 0 ? Style.HEADING : Style.SUBHEADING;
  }

  int height() {
    return depth == 0 ? Sizes.HEADER : Sizes.SUBHEADER;
  }

  /** Pixels that it needs. */
  int width() {
    int width = 2 * Sizes.PADDING + style().widthOf(title);
    width += badge.isEmpty() ? 0 : SPACE + Style.BADGE.widthOf(badge);
    return width + (remark.isEmpty() ? 0 : 2 * SPACE + Style.QUIET.widthOf(remark));
  }

  /** The texts in the upper strip of a box: the title on the left, the others on the right. */
  List<Label> labels(Rect box) {
    int y = box.y() + height() / 2;
    int right = box.right() - Sizes.PADDING;
    List<Label> labels = new ArrayList<>();
    labels.add(new Label(box.x() + Sizes.PADDING, y, Anchor.START, style(), title));
    if (!badge.isEmpty()) {
      labels.add(new Label(right, y, Anchor.END, Style.BADGE, badge));
      right -= Style.BADGE.widthOf(badge) + SPACE;
    }
    if (!remark.isEmpty()) {
      labels.add(new Label(right, y, Anchor.END, Style.QUIET, remark));
    }
    return labels;
  }
}
