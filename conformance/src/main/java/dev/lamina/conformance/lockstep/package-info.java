/**
 * Whole networks in lockstep: a device of lower precision step by step against the reference
 * device, on the same branches.
 *
 * <p>A network of rectifiers and maxima is smooth only between its kinks. Where a pre-activation is
 * within rounding of 0, or two pixels under a max-pool are within rounding of each other, two
 * devices may take different branches although both are right, and from there on their gradients
 * differ by far more than rounding. Here the reference device is made to take the branches that the
 * device took, so that what is left of a difference is the device's error; and every branch that it
 * would not have taken by itself is reported with its distance from the tie.
 *
 * <p>In: a compiled network, a device, weights and batches. Out: for each training step how far
 * loss, logits, gradients, weights and the optimizer's moments are apart, and the kinks.
 */
package dev.lamina.conformance.lockstep;
