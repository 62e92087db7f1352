/**
 * A network on a device: all memory of a run, and the steps that work on it.
 *
 * <p>In: a {@link dev.lamina.runtime.network.CompiledNetwork} and an opened {@link
 * dev.lamina.runtime.device.Device}. Out: training steps, logits, and parameters, running averages
 * and gradients by their names in weight files. The loop over epochs is in {@link
 * dev.lamina.runtime.training}.
 */
package dev.lamina.runtime.session;
