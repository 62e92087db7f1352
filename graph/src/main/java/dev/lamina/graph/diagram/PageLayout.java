package dev.lamina.graph.diagram;

import dev.lamina.graph.diagram.Scene.Anchor;
import dev.lamina.graph.diagram.Scene.Label;
import dev.lamina.graph.diagram.Scene.Panel;
import dev.lamina.graph.diagram.Scene.Rect;
import dev.lamina.graph.diagram.Scene.Style;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.summary.LayerTable;
import dev.lamina.graph.summary.Numbers;
import java.util.ArrayList;
import java.util.List;

/** Places everything on the page: title, input, the members' boxes, logits, legend. */
final class PageLayout {

  private static final int TERMINAL = 20;

  private final List<Panel> panels = new ArrayList<>();
  private final List<Label> labels = new ArrayList<>();
  private final Plotter plotter = new Plotter();
  private final LayerTable table;
  private final List<Box> boxes;

  private PageLayout(List<Frame> frames, LayerTable table) {
    this.table = table;
    this.boxes = frames.stream().map(frame -> Box.of(frame, 0)).toList();
  }

  static Scene of(List<Frame> frames, LayerTable table) {
    return new PageLayout(frames, table).place();
  }

  private Scene place() {
    int left = Box.reach(boxes, Box::left);
    int right = Box.reach(boxes, Box::right);
    int axis = Sizes.MARGIN + left;
    int y = title();
    y = terminal("image", axis, y);
    y = arrow(axis, y, table.input());
    y = stack(boxes, axis, y, left, right, 0);
    y = arrow(axis, y, boxes.get(boxes.size() - 1).frame().out());
    y = terminal("logits", axis, y) + Sizes.MARGIN;
    Legend legend = Legend.of(plotter.nodes(), panels);
    labels.addAll(legend.labels(Sizes.MARGIN, y, left + right));
    return scene();
  }

  private Scene scene() {
    int right =
        Math.max(
            panels.stream().mapToInt(panel -> panel.rect().right()).max().orElse(0),
            labels.stream().mapToInt(label -> label.rect().right()).max().orElse(0));
    int bottom = labels.stream().mapToInt(label -> label.rect().bottom()).max().orElse(0);
    return new Scene(
        right + Sizes.MARGIN,
        bottom + Sizes.MARGIN,
        table.network() + ": " + costs(),
        panels,
        plotter.lines(),
        plotter.nodes(),
        labels);
  }

  private int title() {
    int x = Sizes.MARGIN;
    labels.add(new Label(x, x + 14, Anchor.START, Style.TITLE, table.network()));
    labels.add(new Label(x, x + 40, Anchor.START, Style.SHAPE, costs()));
    return x + 72;
  }

  private String costs() {
    return Numbers.exact(table.parameterCount())
        + " parameters · "
        + Numbers.rough(table.multiplyAdds())
        + " multiply-adds per image";
  }

  private int terminal(String text, int axis, int y) {
    labels.add(new Label(axis, y + TERMINAL / 2, Anchor.MIDDLE, Style.TERMINAL, text));
    return y + TERMINAL;
  }

  /** An arrow down from {@code y} with the shape of what flows. */
  private int arrow(int axis, int y, Shape shape) {
    plotter.arrow(Trail.from(axis, y).to(axis, y + Sizes.ARROW));
    int middle = y + Sizes.ARROW / 2 - 2;
    labels.add(new Label(axis + 10, middle, Anchor.START, Style.SHAPE, NodeText.shape(shape)));
    return y + Sizes.ARROW;
  }

  /** Boxes of the same width, one under the other; returns where the last one ends. */
  private int stack(List<Box> stacked, int axis, int top, int left, int right, int depth) {
    int y = top;
    for (int i = 0; i < stacked.size(); i++) {
      Box box = stacked.get(i);
      if (i > 0) {
        y = arrow(axis, y, box.frame().in());
      }
      Rect rect = new Rect(axis - left, y, left + right, box.height());
      panels.add(new Panel(rect, box.heading().height(), depth, box.frame().times() > 1));
      labels.addAll(box.heading().labels(rect));
      fill(box, axis, rect, left, right, depth);
      y += box.fullHeight();
    }
    return y;
  }

  private void fill(Box box, int axis, Rect rect, int left, int right, int depth) {
    int top = rect.y() + box.heading().height();
    int bottom = rect.y() + box.fullHeight();
    for (Track track : box.tracks()) {
      List<Trail> in = List.of(Trail.from(axis, top));
      plotter
          .plot(track, axis, top + Box.lead(track), in)
          .forEach(trail -> plotter.end(trail, bottom));
    }
    if (!box.boxes().isEmpty()) {
      int first = top + Sizes.PADDING;
      plotter.arrow(Trail.from(axis, top).to(axis, first));
      int inset = Sizes.PADDING;
      int end = stack(box.boxes(), axis, first, left - inset, right - inset, depth + 1);
      plotter.end(Trail.from(axis, end), bottom);
    }
  }
}
