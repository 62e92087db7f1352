/**
 * The CPU device: oneDNN, float32, channels-last.
 *
 * <p>Comes in: ops bound to tensors ({@link dev.lamina.runtime.device.Binding}). Goes out: kernels.
 * There is one class per op, named after it; {@link dev.lamina.onednn.Lowerings} lists them all.
 * What oneDNN lacks and what is small (the loss, the optimizers, the running averages) is Java over
 * the same native memory. The library itself is touched in {@link dev.lamina.onednn.primitive}
 * only.
 */
package dev.lamina.onednn;
