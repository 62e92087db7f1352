package dev.lamina.graph.ir;

/**
 * A trainable parameter or a persistent state of a network.
 *
 * @param value in {@link Space#PARAMETER} or {@link Space#STATE}; its name is the name in weight
 *     files
 * @param initializer how it begins
 * @param layer path of the layer that it belongs to
 */
public record Parameter(Value value, Initializer initializer, String layer) {

  /** The name in weight files. */
  public String name() {
    return value.name();
  }
}
