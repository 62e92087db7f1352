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

  /** A layer, {@code width} pixels wide. */
  record Layer(Node node, String label, Kind kind, int width) implements Track {

    static Layer of(Node node) {
      Kind kind = Kind.of(node.op());
      String label = NodeText.label(node.op());
      int fontSize = kind.slim() ? Sizes.SLIM_FONT : Sizes.FONT;
      int width = TextWidth.of(label, fontSize) + 2 * Sizes.NODE_PADDING;
      return new Layer(node, label, kind, Math.max(Sizes.NARROWEST, width));
    }

    @Override
    public int left() {
      return width / 2;
    }

    @Override
    public int right() {
      return width / 2;
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
  record Column(List<Track> tracks, int left, int right, int height) implements Track {

    static Column of(List<Track> tracks) {
      int height = 0;
      for (int i = 0; i < tracks.size(); i++) {
        height += tracks.get(i).height() + gapAfter(i, tracks);
      }
      return new Column(
          List.copyOf(tracks),
          tracks.stream().mapToInt(Track::left).max().orElse(0),
          tracks.stream().mapToInt(Track::right).max().orElse(0),
          height);
    }

    /** Pixels between a piece and the next: lanes bring the room for their bends with them. */
    int gapAfter(int i) {
      return gapAfter(i, tracks);
    }

    private static int gapAfter(int i, List<Track> tracks) {
      boolean plain =
          i + 1 < tracks.size()
              && !(tracks.get(i) instanceof Lanes)
              && !(tracks.get(i + 1) instanceof Lanes);
      return plain ? Sizes.GAP : 0;
    }
  }

  /**
   * Side by side, with room for the bends above and below.
   *
   * @param detour whether the second of two lanes is a way around the first, longer one, which then
   *     is on the axis; else the axis is in the middle
   */
  record Lanes(List<Track> lanes, boolean detour, int left, int right, int height)
      implements Track {

    static Lanes of(List<Track> lanes) {
      boolean detour = lanes.size() == 2 && lanes.get(0).height() > lanes.get(1).height();
      int width =
          lanes.stream().mapToInt(lane -> lane.left() + lane.right()).sum()
              + Sizes.LANE_GAP * (lanes.size() - 1);
      int left = detour ? lanes.get(0).left() : TextWidth.even(width) / 2;
      int inner = lanes.stream().mapToInt(Track::height).max().orElse(0);
      int height = Sizes.FORK + inner + Sizes.JOIN;
      return new Lanes(List.copyOf(lanes), detour, left, width - left, height);
    }

    /** Where a lane's axis is, from these lanes' axis. */
    int axis(int lane) {
      int axis = -left;
      for (int i = 0; i < lane; i++) {
        axis += lanes.get(i).left() + lanes.get(i).right() + Sizes.LANE_GAP;
      }
      return axis + lanes.get(lane).left();
    }

    /** Pixels from the top to a lane: a detour is in the middle of the way that it goes around. */
    int shift(int lane) {
      int inner = height - Sizes.FORK - Sizes.JOIN;
      return Sizes.FORK + (detour ? (inner - lanes.get(lane).height()) / 2 : 0);
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
