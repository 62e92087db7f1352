package dev.lamina.graph.tree;

import dev.lamina.graph.decl.Origin;

/**
 * The short way around a residual function: the identity where that has the function's output shape
 * ({@code stride} 1 and as many channels in as out), else the projection.
 *
 * @param name within the enclosing unit
 * @param filters output channels of the residual function
 * @param stride stride of the residual function
 * @param projection what stands in where the identity does not fit
 * @param origin where it was written
 */
public record Shortcut(
    String name, ChannelCount filters, int stride, Unit projection, Origin origin)
    implements Unit {}
