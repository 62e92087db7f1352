package dev.lamina.graph.diagram;

import java.util.List;

/**
 * Everything on the page, placed; pixels from the upper left corner.
 *
 * @param width of the page
 * @param height of the page
 * @param title in a few words
 * @param panels boxes, outer before inner
 * @param lines from layer to layer
 * @param nodes layers
 * @param labels all texts but the nodes'
 */
record Scene(
    int width,
    int height,
    String title,
    List<Panel> panels,
    List<Line> lines,
    List<Node> nodes,
    List<Label> labels) {

  Scene {
    panels = List.copyOf(panels);
    lines = List.copyOf(lines);
    nodes = List.copyOf(nodes);
    labels = List.copyOf(labels);
  }

  /** A rectangle. */
  record Rect(int x, int y, int width, int height) {
    int right() {
      return x + width;
    }

    int bottom() {
      return y + height;
    }

    int middle() {
      return y + height / 2;
    }
  }

  /** A point. */
  record Point(int x, int y) {}

  /**
   * A titled box.
   *
   * @param header height of the strip that holds its title
   * @param depth 0 for members, more for what is in them
   * @param repeated whether it stands for several
   */
  record Panel(Rect rect, int header, int depth, boolean repeated) {}

  /** Horizontal and vertical strokes with rounded corners. */
  record Line(List<Point> points, boolean arrow) {
    Line {
      points = List.copyOf(points);
    }
  }

  /** A rounded rectangle with a text in its middle. */
  record Node(Rect rect, Kind kind, String text, String details) {}

  /** Where a text's anchor is. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** How a text looks. */
  enum Style {
    /** The network's name. */
    TITLE(Sizes.TITLE_FONT),
    /** The name of a box. */
    HEADING(Sizes.FRAME_FONT),
    /** The name of a box in a box. */
    SUBHEADING(Sizes.FONT),
    /** Less important. */
    QUIET(Sizes.SLIM_FONT),
    /** A shape. */
    SHAPE(Sizes.FONT),
    /** How often, in a pill. */
    BADGE(Sizes.FONT),
    /** Where the flow begins and ends, in a pill. */
    TERMINAL(Sizes.FONT),
    /** A kind of layers in the legend, after its colour. */
    LEGEND(Sizes.SLIM_FONT);

    private final int fontSize;

    Style(int fontSize) {
      this.fontSize = fontSize;
    }

    int fontSize() {
      return fontSize;
    }

    /** Whether the text stands in a rounded rectangle of its own. */
    boolean inPill() {
      return this == BADGE || this == TERMINAL;
    }

    /** Pixels that a text takes. */
    int widthOf(String text) {
      boolean bold = this == TITLE || this == HEADING || this == SUBHEADING || this == BADGE;
      int width = bold ? TextWidth.ofBold(text, fontSize) : TextWidth.of(text, fontSize);
      return inPill() ? width + 2 * Sizes.NODE_PADDING : width;
    }
  }

  /** A text whose line is centred on {@code y}. */
  record Label(int x, int y, Anchor anchor, Style style, String text) {
    /** The rectangle that it may take. */
    Rect rect() {
      int width = style.widthOf(text);
      int height = style.inPill() ? style.fontSize() + 8 : style.fontSize() + 2;
      int left =
          switch (anchor) {
            case START -> x;
            case MIDDLE -> x - width / 2;
            case END -> x - width;
          };
      return new Rect(left, y - height / 2, width, height);
    }
  }
}
