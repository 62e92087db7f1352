package dev.lamina.graph.ir;

/** How a parameter or state begins. */
public sealed interface Initializer {

  /** Independent draws from N(0, deviation²). */
  record Normal(double deviation) implements Initializer {}

  /** Independent draws from U(-bound, bound). */
  record Uniform(double bound) implements Initializer {}

  /** The same value everywhere. */
  record Constant(double value) implements Initializer {}
}
