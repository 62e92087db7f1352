/** Differentiation: the forward graph comes in, the training graph goes out. */
package dev.lamina.graph.differentiate;
