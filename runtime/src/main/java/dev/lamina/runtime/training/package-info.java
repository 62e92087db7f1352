/**
 * The training protocol: epochs over augmented batches, validation after each, and the test of the
 * best one.
 *
 * <p>In: a network, a data set, a {@link dev.lamina.graph.recipe.Recipe}. Out: a {@link
 * dev.lamina.runtime.training.TrainingResult} and the best weights in a file; on the way, progress
 * to a {@link dev.lamina.runtime.training.TrainingListener}. Begin at {@link
 * dev.lamina.runtime.training.Training}.
 */
package dev.lamina.runtime.training;
