package dev.lamina.graph.tree;

import dev.lamina.graph.decl.Origin;
import java.util.Optional;

/**
 * One layer.
 *
 * @param name within the enclosing unit
 * @param layer what it computes
 * @param weightName the prefix of its parameters in weight files, for example {@code
 *     blocks.0.net.0}; unused by layers without parameters
 * @param weightNameOrigin where that prefix was written; empty if it follows from the names of
 *     members
 * @param origin where it was written; {@code origin.attribute("kernel")} and the like must resolve
 *     to the user's annotation value
 */
public record Leaf(
    String name, Layer layer, String weightName, Optional<Origin> weightNameOrigin, Origin origin)
    implements Unit {

  /** A layer whose prefix nobody wrote. */
  public Leaf(String name, Layer layer, String weightName, Origin origin) {
    this(name, layer, weightName, Optional.empty(), origin);
  }

  /** The same under another name. */
  public Leaf renamed(String other) {
    return new Leaf(other, layer, weightName, weightNameOrigin, origin);
  }

  /** The same, whose prefix was written there, unless something closer to it was. */
  public Leaf weightNamedAt(Origin written) {
    Origin closest = weightNameOrigin.orElse(written);
    return new Leaf(name, layer, weightName, Optional.of(closest), origin);
  }
}
