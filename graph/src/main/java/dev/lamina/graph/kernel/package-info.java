/**
 * Planned network → the CUDA C of its fused ops, as text: nothing here knows a device. The kernels
 * are written in terms of a few names that the GPU device puts before them: {@code real}, {@code
 * load}, {@code store}, {@code EACH}, activations and draws.
 */
package dev.lamina.graph.kernel;
