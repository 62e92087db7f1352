/**
 * What the compiler knows about each op: one rule an op, for its shape, parameters and gradient.
 */
package dev.lamina.graph.rule;
