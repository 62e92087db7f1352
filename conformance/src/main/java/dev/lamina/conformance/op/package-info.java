/**
 * The cases that every device must pass: one class for each family of ops, under the family's name
 * in the devices.
 *
 * <p>In: nothing. Out: scenarios; {@link dev.lamina.conformance.op.Catalogue} lists them all.
 */
package dev.lamina.conformance.op;
