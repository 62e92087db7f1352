/**
 * How a network is trained, whoever trains it on whatever device: what a declaration says, the
 * compiler checks and writes into the generated class, and a training run follows.
 */
package dev.lamina.graph.recipe;
