/**
 * Whole networks against another framework.
 *
 * <p>In: a compiled network, a device, and what PyTorch computed in double precision from the same
 * weights on the same batch. Out: how far logits, losses, every gradient and the weights after
 * three optimizer steps are from it, and how far the device is from the reference device in
 * lockstep, on the branches that it takes at kinks. The committed files keep a sample of each
 * gradient; {@link dev.lamina.conformance.parity.Sampling} makes them from complete ones.
 */
package dev.lamina.conformance.parity;
