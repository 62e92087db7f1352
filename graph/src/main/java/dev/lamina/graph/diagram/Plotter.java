package dev.lamina.graph.diagram;

import dev.lamina.graph.diagram.Scene.Line;
import dev.lamina.graph.diagram.Scene.Rect;
import dev.lamina.graph.diagram.Track.Column;
import dev.lamina.graph.diagram.Track.Lanes;
import dev.lamina.graph.diagram.Track.Layer;
import dev.lamina.graph.diagram.Track.Link;
import dev.lamina.graph.diagram.Track.Spine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Places tracks and draws the lines between layers. Lines change sides only where no layer is: in
 * the room above and below lanes.
 */
final class Plotter {

  private final List<Scene.Node> nodes = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();

  List<Scene.Node> nodes() {
    return nodes;
  }

  List<Line> lines() {
    return lines;
  }

  /** Adds a line without an arrowhead. */
  void end(Trail trail, int y) {
    lines.add(new Line(trail.to(trail.x(), y).points(), false));
  }

  /** Adds a line with an arrowhead. */
  void arrow(Trail trail) {
    lines.add(new Line(trail.points(), true));
  }

  /** Places a track under {@code top} and returns what comes out of it. */
  List<Trail> plot(Track track, int axis, int top, List<Trail> in) {
    if (track instanceof Layer layer) {
      return List.of(layer(layer, axis, top, in, false));
    } else if (track instanceof Column column) {
      return column(column, axis, top, in);
    } else if (track instanceof Lanes lanes) {
      return lanes(lanes, axis, top, in);
    }
    return track instanceof Spine spine ? new SpinePlot(spine, axis, top).plot(in) : in;
  }

  private List<Trail> column(Column column, int axis, int top, List<Trail> in) {
    List<Trail> trails = in;
    int y = top;
    boolean spread = false;
    for (int i = 0; i < column.tracks().size(); i++) {
      Track track = column.tracks().get(i);
      trails =
          track instanceof Layer layer
              ? List.of(layer(layer, axis, y, trails, spread))
              : plot(track, axis, y, trails);
      spread = track instanceof Lanes lanes && !lanes.detour();
      y += track.height() + column.gapAfter(i);
    }
    return trails;
  }

  private List<Trail> lanes(Lanes lanes, int axis, int top, List<Trail> in) {
    List<Trail> out = new ArrayList<>();
    for (int i = 0; i < lanes.lanes().size(); i++) {
      Track lane = lanes.lanes().get(i);
      int laneAxis = axis + lanes.axis(i);
      List<Trail> bent = in.stream().map(t -> t.bend(laneAxis, top + Sizes.TAP)).toList();
      out.addAll(plot(lane, laneAxis, top + lanes.shift(i), bent));
    }
    return out;
  }

  /**
   * Places a layer.
   *
   * @param spread whether it becomes as wide as all lines that come in, instead of taking those
   *     that are far away from the side
   */
  private Trail layer(Layer layer, int axis, int top, List<Trail> in, boolean spread) {
    int left = axis - layer.left();
    int right = axis + layer.right();
    for (Trail trail : in) {
      boolean near = trail.x() > left - Sizes.SIDE && trail.x() < right + Sizes.SIDE;
      if (spread || near) {
        left = Math.min(left, trail.x() - Sizes.WIRE);
        right = Math.max(right, trail.x() + Sizes.WIRE);
      }
    }
    Rect rect = new Rect(left, top, right - left, layer.height());
    add(layer, rect);
    in.forEach(trail -> arrive(trail, rect));
    return Trail.from(axis, rect.bottom());
  }

  private void add(Layer layer, Rect rect) {
    nodes.add(new Scene.Node(rect, layer.kind(), layer.label(), NodeText.details(layer.node())));
  }

  private void arrive(Trail trail, Rect rect) {
    int x = trail.x();
    if (x >= rect.x() && x <= rect.right()) {
      arrow(trail.to(x, rect.y()));
    } else {
      arrow(trail.to(x, rect.middle()).to(x < rect.x() ? rect.x() : rect.right(), rect.middle()));
    }
  }

  /** Places the layers of a spine, and arcs from each to all that do not come next. */
  private final class SpinePlot {

    private final Spine spine;
    private final int axis;
    private final List<Rect> rects = new ArrayList<>();
    private final int top;

    SpinePlot(Spine spine, int axis, int top) {
      this.spine = spine;
      this.axis = axis;
      this.top = top;
      int y = top + Sizes.FORK;
      for (Layer layer : spine.layers()) {
        Rect rect = new Rect(axis - layer.left(), y, layer.width(), layer.height());
        rects.add(rect);
        add(layer, rect);
        y = rect.bottom() + Sizes.FORK;
      }
    }

    List<Trail> plot(List<Trail> in) {
      Map<Link, Integer> arcs = new HashMap<>();
      spine.arcs().forEach(link -> arcs.putIfAbsent(link, arcs.size()));
      List<Trail> out = new ArrayList<>();
      for (Link link : spine.links()) {
        Trail trail = start(link, in);
        if (arcs.containsKey(link)) {
          trail = trail.bend(axis + spine.arc(arcs.get(link)), bend(link));
        }
        if (link.to() == rects.size()) {
          out.add(trail);
        } else {
          arrive(trail, rects.get(link.to()));
        }
      }
      return out;
    }

    private Trail start(Link link, List<Trail> in) {
      return link.from() < 0 ? in.get(0) : Trail.from(axis, rects.get(link.from()).bottom());
    }

    private int bend(Link link) {
      return (link.from() < 0 ? top : rects.get(link.from()).bottom()) + Sizes.TAP;
    }
  }
}
