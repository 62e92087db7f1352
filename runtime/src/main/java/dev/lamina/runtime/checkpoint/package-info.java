/**
 * Between a session and files of weights.
 *
 * <p>In: a {@link dev.lamina.runtime.session.NetworkSession}, or a file of {@link
 * dev.lamina.runtime.weights}. Out: a file that PyTorch reads under its own names, or a session
 * with the file's weights. A file of another network is refused before anything is changed.
 */
package dev.lamina.runtime.checkpoint;
