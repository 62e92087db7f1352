package dev.lamina.graph.diagram;

import dev.lamina.graph.ir.Node;
import java.util.List;

/**
 * A piece of a block's drawing. Values flow through it from top to bottom, and in and out of it on
 * one vertical axis; {@code left} and {@code right} say how far it reaches from there, in pixels.
 */
sealed interface Track {

  int left();

  int right();

  int height();

  /** A layer. */
  record Layer(Node node, String label, Kind kind) implements Track {

    static Layer of(Node node) {
      Kind kind = Kind.of(node.op());
      return new Layer(node, NodeText.label(node.op()), kind);
    }

    int fontSize() {
      return kind.slim() ? Sizes.SLIM_FONT : Sizes.FONT;
    }

    int width() {
      return Math.max(Sizes.NARROWEST, TextWidth.of(label, fontSize()) + 2 * Sizes.NODE_PADDING);
    }

    @Override
    public int left() {
      return width() / 2;
    }

    @Override
    public int right() {
      return width() / 2;
    }

    @Override
    public int height() {
      return kind.slim() ? Sizes.SLIM_NODE : Sizes.NODE;
    }
  }

  /** A value on its way past layers. */
  record Wire() implements Track {
    @Override
    public int left() {
      return Sizes.WIRE;
    }

    @Override
    public int right() {
      return Sizes.WIRE;
    }

    @Override
    public int height() {
      return 0;
    }
  }

  /** One under the other. */
  record Column(List<Track> tracks) implements Track {

    public Column {
      tracks = List.copyOf(tracks);
    }

    /** Pixels between a piece and the next: lanes bring the room for their bends with them. */
    int gapAfter(int i) {
      boolean plain =
          i + 1 < tracks.size()
              && !(tracks.get(i) instanceof Lanes)
              && !(tracks.get(i + 1) instanceof Lanes);
      return plain ? Sizes.GAP : 0;
    }

    @Override
    public int left() {
      return tracks.stream().mapToInt(Track::left).max().orElse(0);
    }

    @Override
    public int right() {
      return tracks.stream().mapToInt(Track::right).max().orElse(0);
    }

    @Override
    public int height() {
      int height = 0;
      for (int i = 0; i < tracks.size(); i++) {
        height += tracks.get(i).height() + gapAfter(i);
      }
      return height;
    }
  }

  /**
   * Side by side, with room for the bends above and below. The second of two lanes is a detour
   * around the first if the first is longer; else the axis is in the middle.
   */
  record Lanes(List<Track> lanes) implements Track {

    public Lanes {
      lanes = List.copyOf(lanes);
    }

    boolean isDetour() {
      return lanes.size() == 2 && lanes.get(0).height() > lanes.get(1).height();
    }

    /** Where a lane's axis is, from these lanes' axis. */
    int axis(int lane) {
      int axis = -left();
      for (int i = 0; i < lane; i++) {
        axis += lanes.get(i).left() + lanes.get(i).right() + Sizes.LANE_GAP;
      }
      return axis + lanes.get(lane).left();
    }

    /** Height of the highest lane. */
    int inner() {
      return lanes.stream().mapToInt(Track::height).max().orElse(0);
    }

    @Override
    public int left() {
      return isDetour() ? lanes.get(0).left() : TextWidth.even(width()) / 2;
    }

    @Override
    public int right() {
      return width() - left();
    }

    private int width() {
      return lanes.stream().mapToInt(lane -> lane.left() + lane.right()).sum()
          + Sizes.LANE_GAP * (lanes.size() - 1);
    }

    @Override
    public int height() {
      return Sizes.FORK + inner() + Sizes.JOIN;
    }
  }

  /**
   * Layers that are wired in a way that lanes cannot show: one under the other, with arcs past them
   * on the right.
   *
   * @param layers in topological order
   * @param links of these layers; layer {@code i} is number {@code i}, what comes in from above is
   *     -1, what goes out below is the number of layers
   */
  record Spine(List<Layer> layers, List<Link> links) implements Track {

    public Spine {
      layers = List.copyOf(layers);
      links = List.copyOf(links);
    }

    /** The links that pass layers, in the order of their arcs. */
    List<Link> arcs() {
      return links.stream().filter(link -> link.to() - link.from() > 1).toList();
    }

    private int halfWidth() {
      return layers.stream().mapToInt(Layer::right).max().orElse(0);
    }

    /** How far the arc of a number is from the axis. */
    int arc(int number) {
      return halfWidth() + Sizes.LANE_GAP + Sizes.WIRE * number;
    }

    @Override
    public int left() {
      return halfWidth();
    }

    @Override
    public int right() {
      return arc(arcs().size());
    }

    @Override
    public int height() {
      return Sizes.FORK + layers.stream().mapToInt(layer -> layer.height() + Sizes.FORK).sum();
    }
  }

  /** From a layer to a later one that reads it. */
  record Link(int from, int to) {}
}
