package dev.lamina.runtime.network;

import dev.lamina.graph.ir.Initializer;
import dev.lamina.graph.ir.Shape;

/**
 * A trainable parameter or a persistent state and its place in the arena of its kind.
 *
 * @param name in weight files, for example {@code blocks.0.net.0.weight}
 * @param shape PyTorch's dimensions
 * @param initializer how it begins
 * @param offset first element in the arena
 */
public record ParameterSpec(String name, Shape shape, Initializer initializer, long offset) {}
