package dev.lamina.graph.build;

import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.tree.Leaf;
import dev.lamina.graph.tree.Parallel;
import dev.lamina.graph.tree.Sequence;
import dev.lamina.graph.tree.Shortcut;
import dev.lamina.graph.tree.Unit;
import java.util.List;

/** Small changes to units. */
final class Units {

  private Units() {}

  /** The same unit under another name. */
  static Unit renamed(Unit unit, String name) {
    if (unit instanceof Leaf leaf) {
      return leaf.renamed(name);
    }
    Sequence sequence = (Sequence) unit;
    return new Sequence(name, sequence.units(), sequence.block(), sequence.origin());
  }

  /** The same unit, whose parameters' names begin with something that was written there. */
  static Unit weightNamedAt(Origin written, Unit unit) {
    if (unit instanceof Leaf leaf) {
      return leaf.weightNamedAt(written);
    } else if (unit instanceof Sequence sequence) {
      return new Sequence(
          sequence.name(),
          weightNamedAt(written, sequence.units()),
          sequence.block(),
          sequence.origin());
    } else if (unit instanceof Parallel parallel) {
      return new Parallel(
          parallel.name(),
          parallel.join(),
          weightNamedAt(written, parallel.branches()),
          parallel.origin());
    }
    Shortcut shortcut = (Shortcut) unit;
    return new Shortcut(
        shortcut.name(),
        shortcut.filters(),
        shortcut.stride(),
        weightNamedAt(written, shortcut.projection()),
        shortcut.origin());
  }

  private static List<Unit> weightNamedAt(Origin written, List<Unit> units) {
    return units.stream().map(unit -> weightNamedAt(written, unit)).toList();
  }
}
