/**
 * Trained networks at work: what is on an image?
 *
 * <p>In: a compiled network, a file with its weights, and images. Out: {@link
 * dev.lamina.runtime.prediction.Prediction}s, the classes with their probabilities.
 */
package dev.lamina.runtime.prediction;
