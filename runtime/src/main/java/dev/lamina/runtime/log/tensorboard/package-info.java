/**
 * TensorBoard's event files, written without TensorFlow.
 *
 * <p>In: an epoch's numbers, pictures, a network, a run's settings. Out: one file a start of the
 * run, which TensorBoard shows as curves, images, graph and table of hyper-parameters. {@link
 * dev.lamina.runtime.log.tensorboard.EventFile} is the whole outside; below it, messages are
 * encoded field by field and framed as records.
 */
package dev.lamina.runtime.log.tensorboard;
