package dev.lamina.graph.diagram;

import dev.lamina.graph.diagram.Scene.Anchor;
import dev.lamina.graph.diagram.Scene.Label;
import dev.lamina.graph.diagram.Scene.Line;
import dev.lamina.graph.diagram.Scene.Panel;
import dev.lamina.graph.diagram.Scene.Rect;
import dev.lamina.graph.diagram.Scene.Style;
import java.util.Locale;

/** Writes a scene as SVG. */
final class SvgWriter {

  private static final int ROUND = 8;

  private final StringBuilder out = new StringBuilder();

  private SvgWriter() {}

  static String write(Scene scene) {
    SvgWriter writer = new SvgWriter();
    writer.begin(scene);
    scene.panels().forEach(writer::panel);
    scene.lines().forEach(writer::line);
    scene.nodes().forEach(writer::node);
    scene.labels().forEach(writer::label);
    return writer.out.append("</svg>\n").toString();
  }

  private void begin(Scene scene) {
    out.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\""
                + " viewBox=\"0 0 %1$d %2$d\" role=\"img\">\n",
            scene.width(),
            scene.height()));
    out.append("<title>").append(escaped(scene.title())).append("</title>\n");
    out.append("<style>\n").append(StyleSheet.CSS).append("</style>\n");
    out.append("<defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\"")
        .append(" markerWidth=\"8\" markerHeight=\"8\" markerUnits=\"userSpaceOnUse\"")
        .append(
            " orient=\"auto\"><path class=\"head\" d=\"M0 0.5L8 4L0 7.5z\"/></marker></defs>\n");
    rect("page", new Rect(0, 0, scene.width(), scene.height()), 12);
  }

  private void panel(Panel panel) {
    String style = "panel depth" + Math.min(panel.depth(), 2);
    Rect rect = panel.rect();
    if (panel.repeated()) {
      for (int shift = Sizes.DECK; shift > 0; shift -= Sizes.DECK / 2) {
        rect(style, new Rect(rect.x() + shift, rect.y() + shift, rect.width(), rect.height()), 10);
      }
    }
    rect(style, rect, 10);
    int y = rect.y() + panel.header();
    out.append(
        String.format(
            Locale.ROOT, "<path class=\"rule\" d=\"M%d %dH%d\"/>\n", rect.x(), y, rect.right()));
  }

  private void line(Line line) {
    out.append("<path class=\"line\"")
        .append(line.arrow() ? " marker-end=\"url(#head)\"" : "")
        .append(" d=\"")
        .append(RoundedPath.of(line.points(), ROUND))
        .append("\"/>\n");
  }

  private void node(Scene.Node node) {
    Rect rect = node.rect();
    out.append("<g class=\"node ").append(node.kind().key()).append("\">");
    out.append("<title>").append(escaped(node.details())).append("</title>\n");
    rect("shape", rect, node.kind() == Kind.JOIN ? rect.height() / 2 : 6);
    text(
        node.kind().slim() ? "slim" : "full",
        rect.x() + rect.width() / 2,
        rect.middle(),
        Anchor.MIDDLE,
        node.text());
    out.append("</g>\n");
  }

  private void label(Label label) {
    String style = label.style().name().toLowerCase(Locale.ROOT);
    Rect rect = label.rect();
    if (label.style().inPill()) {
      rect("pill " + style, rect, rect.height() / 2);
      text(style, rect.x() + rect.width() / 2, label.y(), Anchor.MIDDLE, label.text());
      return;
    }
    if (label.style() == Style.LEGEND) {
      out.append("<g class=\"node ").append(label.text()).append("\">");
      rect("shape", new Rect(label.x() - Legend.SWATCH, label.y() - 6, 12, 12), 3);
      out.append("</g>\n");
    }
    text(style, label.x(), label.y(), label.anchor(), label.text());
  }

  private void rect(String style, Rect rect, int round) {
    out.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\"/>\n",
            style,
            rect.x(),
            rect.y(),
            rect.width(),
            rect.height(),
            round));
  }

  /** The line is centred by an offset: not every viewer knows the dominant baseline. */
  private void text(String style, int x, int middle, Anchor anchor, String text) {
    out.append(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" x=\"%d\" y=\"%d\" dy=\"0.35em\" text-anchor=\"%s\">%s</text>\n",
            style,
            x,
            middle,
            anchor.name().toLowerCase(Locale.ROOT),
            escaped(text)));
  }

  /** A Java name may hold characters that XML cannot. */
  private static String escaped(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F\\uFFFE\\uFFFF]", "")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
