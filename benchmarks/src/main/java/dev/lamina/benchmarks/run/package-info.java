/**
 * Runs a comparison.
 *
 * <p>In: which networks, precisions and peers. Out: the measurements of {@link
 * dev.lamina.benchmarks.result}. A {@code Contender} knows how to start a side, a {@code Worker} is
 * the process of one, a {@code Match} lets them take turns.
 */
package dev.lamina.benchmarks.run;
