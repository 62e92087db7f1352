package dev.lamina.graph.shape;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.rule.Lineage;

/**
 * A value on its way through the walk.
 *
 * @param value the value
 * @param lineage where its shape comes from
 */
record Flow(Value value, Lineage lineage) {

  Shape shape() {
    return value.shape();
  }
}
