/**
 * What a planned network is made of and costs, as a table: the summary that people read, the header
 * of the generated class and the layers that it tells of itself. Comes in: a planned network. Goes
 * out: rows, totals and their text.
 */
package dev.lamina.graph.summary;
