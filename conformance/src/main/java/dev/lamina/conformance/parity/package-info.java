/**
 * Whole networks against another framework.
 *
 * <p>In: a compiled network, a device, and what PyTorch computed in double precision from the same
 * weights on the same batch. Out: how far logits, losses, every gradient and the weights after
 * three optimizer steps are from it. The committed files keep a sample of each gradient; {@link
 * dev.lamina.conformance.parity.Sampling} makes them from complete ones.
 */
package dev.lamina.conformance.parity;
