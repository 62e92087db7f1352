/**
 * A thin layer over oneDNN's C interface: the only package that touches {@code org.bytedeco}.
 *
 * <p>Comes in: dimensions, layouts and raw native addresses. Goes out: {@link
 * dev.lamina.onednn.primitive.BoundPrimitive}s, which run without allocating on the Java heap. One
 * {@link dev.lamina.onednn.primitive.DnnContext} owns every native object and releases them all.
 */
package dev.lamina.onednn.primitive;
