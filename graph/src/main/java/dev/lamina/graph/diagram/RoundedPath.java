package dev.lamina.graph.diagram;

import dev.lamina.graph.diagram.Scene.Point;
import java.util.List;

/** Horizontal and vertical strokes with rounded corners, as the data of an SVG path. */
final class RoundedPath {

  private RoundedPath() {}

  /**
   * The path through points.
   *
   * @param radius of the corners; less where strokes are short
   */
  static String of(List<Point> points, int radius) {
    StringBuilder path = new StringBuilder("M").append(text(points.get(0)));
    for (int i = 1; i < points.size() - 1; i++) {
      Point corner = points.get(i);
      Point before = points.get(i - 1);
      Point after = points.get(i + 1);
      if (isCorner(before, after)) {
        int cut = Math.min(radius, Math.min(distance(before, corner), distance(corner, after)));
        path.append('L').append(text(toward(corner, before, cut)));
        path.append('Q').append(text(corner)).append(' ').append(text(toward(corner, after, cut)));
      }
    }
    return path.append('L').append(text(points.get(points.size() - 1))).toString();
  }

  private static boolean isCorner(Point before, Point after) {
    return before.x() != after.x() && before.y() != after.y();
  }

  private static int distance(Point one, Point other) {
    return Math.abs(one.x() - other.x()) + Math.abs(one.y() - other.y());
  }

  private static Point toward(Point from, Point to, int pixels) {
    return new Point(
        from.x() + pixels * Integer.signum(to.x() - from.x()),
        from.y() + pixels * Integer.signum(to.y() - from.y()));
  }

  private static String text(Point point) {
    return point.x() + " " + point.y();
  }
}
