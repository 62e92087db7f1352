package dev.lamina.graph.tree;

import dev.lamina.graph.decl.Origin;
import java.util.List;

/**
 * Units one after the other; without any it is the identity.
 *
 * @param name within the enclosing unit
 * @param units in order
 * @param block whether it is emitted as a unit of its own (a residual block, a dense layer, a
 *     member)
 * @param origin where it was written
 */
public record Sequence(String name, List<Unit> units, boolean block, Origin origin)
    implements Unit {

  public Sequence {
    units = List.copyOf(units);
  }
}
