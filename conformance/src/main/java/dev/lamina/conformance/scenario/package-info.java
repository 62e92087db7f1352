/**
 * Small programs of a few ops, with everything that is needed to run them on any device: operands
 * with seeded values, the memory they may share, and what to compare.
 *
 * <p>In: scenarios written in {@link dev.lamina.conformance.op}. Out: assertion errors that name
 * the operand and the element that is wrong.
 */
package dev.lamina.conformance.scenario;
