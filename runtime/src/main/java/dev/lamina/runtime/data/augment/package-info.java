/**
 * Random changes to training images, on uint8 pixels, before normalization.
 *
 * <p>In: one image in an {@link dev.lamina.runtime.data.augment.ImageScratch} and the {@link
 * dev.lamina.runtime.data.random.RandomStream} of that image in that epoch. Out: the changed image
 * in the same scratch, same size. Pieces compose through {@link
 * dev.lamina.runtime.data.augment.Augmentation#then}. The {@code loader} package runs them.
 */
package dev.lamina.runtime.data.augment;
