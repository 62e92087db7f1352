package dev.lamina.graph.rule;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;

/**
 * Something that a forward kernel saves for the backward graph.
 *
 * @param suffix of its name
 * @param space MASK or STATISTIC
 * @param shape its dimensions
 */
public record Saved(String suffix, Space space, Shape shape) {}
