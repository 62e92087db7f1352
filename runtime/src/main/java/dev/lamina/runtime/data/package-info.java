/**
 * Images with labels, from a file on disk to numbers ready for a device.
 *
 * <p>In: files of a data set. Out: {@link dev.lamina.runtime.data.ImageDataset}, uint8 pixels held
 * in memory, its split into training and validation, and its {@link
 * dev.lamina.runtime.data.Normalization}. The way goes on through the subpackages: {@code cifar}
 * reads the published data sets, which {@code download} fetches; {@code folder} reads folders of
 * {@code image}s and tells what a folder holds; {@code augment} changes single images, {@code
 * loader} makes batches of float32 ahead of the training step, {@code random} gives all of them
 * their numbers.
 *
 * <p>Pixels are interleaved (height, width, channel) everywhere between the file and the batch,
 * since that is how batches and image resizing want them.
 */
package dev.lamina.runtime.data;
