/**
 * The reference device: every op in plain Java and double precision, written to be read. It is what
 * the other devices are held against, and runs networks where nothing native may.
 *
 * <p>In: bindings of ops to its own buffers. Out: kernels that loop over Java arrays. Each family
 * of ops has one class of kernels, whose name recurs in the other devices; {@link
 * dev.lamina.runtime.reference.Lowerings} lists them all.
 */
package dev.lamina.runtime.reference;
