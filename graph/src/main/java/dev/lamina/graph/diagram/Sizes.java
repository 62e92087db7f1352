package dev.lamina.graph.diagram;

/** Pixels. Widths of nodes are even, so that their axis is a whole number. */
final class Sizes {

  static final int TITLE_FONT = 24;
  static final int FRAME_FONT = 14;
  static final int FONT = 12;
  static final int SLIM_FONT = 11;

  /** Heights of nodes, and what they add to the width of their text. */
  static final int NODE = 26;

  static final int SLIM_NODE = 20;
  static final int NODE_PADDING = 12;
  static final int NARROWEST = 72;

  /** Between two layers. */
  static final int GAP = 11;

  /** Above lanes, for the bends into them, and from the top to the bends. */
  static final int FORK = 26;

  static final int TAP = 8;

  /** Below lanes. */
  static final int JOIN = 14;

  static final int LANE_GAP = 18;

  /** Half of the room that a wire takes. */
  static final int WIRE = 12;

  /** A line that comes to a node from the side needs so many pixels. */
  static final int SIDE = 16;

  /** The strip of a box that holds its title. */
  static final int HEADER = 30;

  static final int SUBHEADER = 26;

  static final int PADDING = 14;

  /** Between two boxes, for the arrow and its shape. */
  static final int ARROW = 32;

  /** How far the boxes behind a repeated box look out. */
  static final int DECK = 6;

  static final int MARGIN = 28;

  private Sizes() {}
}
