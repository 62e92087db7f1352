package dev.lamina.graph.build;

import dev.lamina.graph.tree.Leaf;
import dev.lamina.graph.tree.Sequence;
import dev.lamina.graph.tree.Unit;

/** Small changes to units. */
final class Units {

  private Units() {}

  /** The same unit under another name. */
  static Unit renamed(Unit unit, String name) {
    if (unit instanceof Leaf leaf) {
      return new Leaf(name, leaf.layer(), leaf.weightName(), leaf.origin());
    }
    Sequence sequence = (Sequence) unit;
    return new Sequence(name, sequence.units(), sequence.block(), sequence.origin());
  }
}
