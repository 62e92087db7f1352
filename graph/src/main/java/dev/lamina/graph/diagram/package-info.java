/**
 * A network as a picture. Comes in: a planned network. It is cut into the user's members and their
 * blocks where a single value flows from one to the next ({@link
 * dev.lamina.graph.diagram.Outline}), equal neighbours are folded into one, the nodes of each block
 * are laid out in lanes ({@link dev.lamina.graph.diagram.Tracks}, {@link
 * dev.lamina.graph.diagram.Plotter}), everything is placed on one page ({@link
 * dev.lamina.graph.diagram.PageLayout}). Goes out: an SVG file, the same bytes for the same
 * network.
 */
package dev.lamina.graph.diagram;
