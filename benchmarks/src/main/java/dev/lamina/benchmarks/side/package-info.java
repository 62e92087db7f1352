/**
 * The sides of a comparison, each a process.
 *
 * <p>In: a network's name, precision, images of a batch and threads as arguments, and numbers of
 * steps on standard input. Out: the times of training steps on standard output. {@link
 * dev.lamina.benchmarks.side.LaminaSide} is ours; the peers' are in the folders {@code djl} and
 * {@code dl4j}, and {@code src/main/python/train.py}.
 */
package dev.lamina.benchmarks.side;
