package dev.lamina.graph.diagram;

import dev.lamina.graph.diagram.Scene.Point;
import java.util.ArrayList;
import java.util.List;

/** The way of a value so far. */
record Trail(List<Point> points) {

  Trail {
    points = List.copyOf(points);
  }

  static Trail from(int x, int y) {
    return new Trail(List.of(new Point(x, y)));
  }

  /** Where it is on the horizontal. */
  int x() {
    return points.get(points.size() - 1).x();
  }

  /** Goes on in a straight line. */
  Trail to(int x, int y) {
    List<Point> more = new ArrayList<>(points);
    more.add(new Point(x, y));
    return new Trail(more);
  }

  /** Goes down to {@code y} and there sideways to {@code x}. */
  Trail bend(int x, int y) {
    return x == x() ? this : to(x(), y).to(x, y);
  }
}
