package dev.lamina.graph.tree;

import dev.lamina.graph.decl.Origin;

/**
 * One layer.
 *
 * @param name within the enclosing unit
 * @param layer what it computes
 * @param weightName the prefix of its parameters in weight files, for example {@code
 *     blocks.0.net.0}; unused by layers without parameters
 * @param origin where it was written; {@code origin.attribute("kernel")} and the like must resolve
 *     to the user's annotation value
 */
public record Leaf(String name, Layer layer, String weightName, Origin origin) implements Unit {}
