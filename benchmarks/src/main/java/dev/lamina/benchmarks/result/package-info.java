/**
 * What a comparison came to.
 *
 * <p>In: the times of single training steps, as the sides told them. Out: the {@link
 * dev.lamina.benchmarks.result.Transcript}, from which a comparison that was interrupted goes on,
 * and the {@link dev.lamina.benchmarks.result.ComparisonTable}. Nothing here measures.
 */
package dev.lamina.benchmarks.result;
