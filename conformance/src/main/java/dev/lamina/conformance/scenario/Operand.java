package dev.lamina.conformance.scenario;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.runtime.device.ElementType;

/**
 * One tensor of a scenario.
 *
 * @param name unique within its scenario, for example {@code dweight}
 * @param space where it lives
 * @param shape its dimensions, without the batch
 * @param batch number of examples, 1 where the space is not per example
 * @param role what happens to it
 * @param fill its first values; not asked for where it has none
 */
public record Operand(String name, Space space, Shape shape, int batch, Role role, Fill fill) {

  /** Number of elements, the batch included. */
  public int elements() {
    return Math.toIntExact(batch * shape.elements());
  }

  /** What its elements are. */
  public ElementType type() {
    return ElementType.of(space);
  }

  /** For example {@code dx 3 x 16x8x8}. */
  @Override
  public String toString() {
    return name + " " + batch + " x " + shape;
  }
}
