/**
 * Shape inference: the unit tree comes in, a flat forward graph with every shape known goes out.
 */
package dev.lamina.graph.shape;
