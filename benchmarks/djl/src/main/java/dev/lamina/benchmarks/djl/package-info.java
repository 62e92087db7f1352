/**
 * PyTorch's native library through DJL, as a side of a comparison: a network as TorchScript in, the
 * times of its training steps out.
 */
package dev.lamina.benchmarks.djl;
