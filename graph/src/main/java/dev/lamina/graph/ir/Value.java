package dev.lamina.graph.ir;

/**
 * One value of a graph in single-assignment form; two values are the same exactly if their ids are.
 *
 * @param id unique within a graph
 * @param name for people: the member's path and what it is, for example {@code stage1.0.conv1}; for
 *     parameters and states the name in weight files
 * @param space where it lives
 * @param shape its dimensions, without the batch; for {@link Space#MASK} the number of bytes
 */
public record Value(int id, String name, Space space, Shape shape) {

  @Override
  public boolean equals(Object other) {
    return other instanceof Value value && value.id == id;
  }

  @Override
  public int hashCode() {
    return Integer.hashCode(id);
  }

  /** For example {@code %12:16x32x32}. */
  @Override
  public String toString() {
    return "%" + id + ":" + shape;
  }
}
