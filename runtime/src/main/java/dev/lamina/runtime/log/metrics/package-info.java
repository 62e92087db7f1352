/**
 * A run's numbers, an epoch a row, in files that other programs read.
 *
 * <p>In: an epoch's result. Out: a line of JSON and a line of CSV; and the rows of an earlier part
 * of the run, when it is resumed.
 */
package dev.lamina.runtime.log.metrics;
