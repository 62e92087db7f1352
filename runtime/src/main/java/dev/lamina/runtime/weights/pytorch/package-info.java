/**
 * Files of {@code torch.save}, to read: the zip archive of today and the stream of pickles of
 * before 1.6, as plain state dicts or Lightning checkpoints.
 *
 * <p>In: a path, its contents not trusted. Out: {@link
 * dev.lamina.runtime.weights.pytorch.PyTorchArchive}, plain containers with tensors.
 *
 * <p>A pickle is a program. The machine here knows only the operations that build numbers, strings
 * and containers, and a fixed list of names it may refer to; it looks nothing up and calls nothing
 * but its own code for those names. Anything else in a file is refused by name.
 */
package dev.lamina.runtime.weights.pytorch;
