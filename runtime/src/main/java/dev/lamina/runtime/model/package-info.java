/**
 * A network with its weights as one thing.
 *
 * <p>In: a compiled network and a file of weights, as training leaves it. Out: accuracies,
 * predictions and files. Whoever wants more control goes to {@code training}, {@code prediction}
 * and {@code export} themselves.
 */
package dev.lamina.runtime.model;
