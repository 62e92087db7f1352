package dev.lamina.graph.shape;

import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.ir.Site;
import dev.lamina.graph.tree.Sequence;
import dev.lamina.graph.tree.Unit;

/**
 * Where the walk is.
 *
 * @param member the network's member
 * @param block the innermost unit that is emitted on its own
 * @param path of the enclosing unit; empty at the top
 */
record Place(String member, String block, String path) {

  static Place at(Unit member) {
    return new Place(member.name(), member.name(), "");
  }

  /** The path of a unit here; units without a name add nothing. */
  String pathOf(Unit unit) {
    if (unit.name().isEmpty()) {
      return path;
    }
    return path.isEmpty() ? unit.name() : path + "." + unit.name();
  }

  /** Inside a sequence that is here. */
  Place inside(Sequence sequence) {
    String inner = pathOf(sequence);
    return new Place(member, sequence.block() ? inner : block, inner);
  }

  Site site(Origin origin) {
    return new Site(member, block, origin);
  }
}
