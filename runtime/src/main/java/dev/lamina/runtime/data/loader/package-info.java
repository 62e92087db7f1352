/**
 * Batches of images, made ahead of the training step.
 *
 * <p>In: an {@link dev.lamina.runtime.data.ImageDataset}, the indices of the examples to use, and a
 * {@link dev.lamina.runtime.data.loader.LoaderConfig}. Out: {@link
 * dev.lamina.runtime.data.loader.Batch} after batch, float32 (N, H, W, C) and int32 labels in
 * direct buffers, for a device to copy. Worker threads fill a small ring of batches; what a batch
 * holds depends on the seed, the epoch and its number, never on the threads.
 */
package dev.lamina.runtime.data.loader;
