package dev.lamina.graph.diagram;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Shape;
import java.util.List;

/**
 * A titled box and what is in it.
 *
 * @param names of what it stands for, in order
 * @param times how many equal neighbours it stands for
 * @param in shape that comes into the first of them
 * @param out shape that comes out of the last of them
 * @param nodes of all of them
 * @param content of the first of them
 */
record Frame(
    List<String> names, int times, Shape in, Shape out, List<Node> nodes, Content content) {

  /** What is in a box. */
  sealed interface Content {}

  /** The nodes of one part, and what they compute. */
  record Wiring(Part part, Form form) implements Content {}

  /** Boxes one after the other. */
  record Flow(List<Frame> frames) implements Content {}

  Frame {
    names = List.copyOf(names);
    nodes = List.copyOf(nodes);
  }

  /** A box around one part. */
  static Frame of(String name, Part part) {
    return new Frame(
        List.of(name),
        1,
        part.in().shape(),
        part.out().shape(),
        part.nodes(),
        new Wiring(part, Form.of(part)));
  }

  /** The same box with another content. */
  Frame with(Content other) {
    return new Frame(names, times, in, out, nodes, other);
  }

  /** Channels that are added from in to out. */
  int growth() {
    return out.channels() - in.channels();
  }
}
