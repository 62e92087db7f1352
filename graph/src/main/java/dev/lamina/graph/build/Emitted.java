package dev.lamina.graph.build;

import dev.lamina.graph.tree.Leaf;
import dev.lamina.graph.tree.Parallel;
import dev.lamina.graph.tree.Sequence;
import dev.lamina.graph.tree.Unit;
import java.util.List;

/**
 * Decides which units are emitted on their own. The nodes of one such unit must be neighbours, so
 * beside a unit of its own there are only such units.
 */
final class Emitted {

  private Emitted() {}

  /** The same units, each emitted on its own, if one of them has to be. */
  static List<Unit> together(List<Unit> units) {
    return units.stream().anyMatch(Emitted::hasBlock)
        ? units.stream().map(Emitted::alone).toList()
        : units;
  }

  /** The same unit, emitted on its own or in parts that are. */
  static Unit alone(Unit unit) {
    if (unit instanceof Leaf leaf) {
      Leaf inner = leaf.renamed(leaf.layer().partName());
      return new Sequence(leaf.name(), List.of(inner), true, leaf.origin());
    }
    if (unit instanceof Sequence sequence && !hasBlock(sequence)) {
      return new Sequence(sequence.name(), sequence.units(), true, sequence.origin());
    }
    return unit;
  }

  private static boolean hasBlock(Unit unit) {
    if (unit instanceof Sequence sequence) {
      return sequence.block() || sequence.units().stream().anyMatch(Emitted::hasBlock);
    }
    return unit instanceof Parallel parallel
        && parallel.branches().stream().anyMatch(Emitted::hasBlock);
  }
}
