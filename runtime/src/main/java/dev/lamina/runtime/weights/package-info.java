/**
 * Files of named tensors: safetensors, to read and to write, and PyTorch's archives, to read.
 *
 * <p>In: a path, its contents not trusted. Out: {@link dev.lamina.runtime.weights.TensorFile}, an
 * immutable map from names to {@link dev.lamina.runtime.weights.Tensor}. {@link
 * dev.lamina.runtime.weights.WeightsFile} finds out which format a file has. Every size in a file
 * is checked against the file before memory is taken for it, and nothing in a file is ever
 * executed.
 */
package dev.lamina.runtime.weights;
