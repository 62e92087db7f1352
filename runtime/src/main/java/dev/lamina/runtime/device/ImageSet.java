package dev.lamina.runtime.device;

import dev.lamina.graph.ir.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * Images that a device may take into its memory, and what it takes to make batches of them: see
 * {@link ImageBatches}.
 *
 * @param count how many
 * @param shape of each
 * @param pixels of an image: bytes, (height, width, channel)
 * @param label of an image
 * @param values what a pixel becomes: 256 numbers for each channel. This and what follows are
 *     buffers whose position is 0, not to be written
 * @param cover the colour that covers: a byte a channel, or none if nothing is covered
 * @param rows weights of enlarging along the height, or none if nothing is resized: for each length
 *     from 1 and each output, the first input, its weight and that of the next, with 22 bits behind
 *     the point
 * @param columns weights of enlarging along the width
 * @param epochRows images of an epoch's batches
 */
public record ImageSet(
    int count,
    Shape shape,
    IntFunction<byte[]> pixels,
    IntUnaryOperator label,
    FloatBuffer values,
    ByteBuffer cover,
    IntBuffer rows,
    IntBuffer columns,
    int epochRows) {
  /** Numbers that say what becomes of one image of an epoch. */
  public static final int ROW = 10;

  /** Bytes of all of it in memory. */
  public long bytes() {
    long integers = (long) count + rows.limit() + columns.limit() + 1 + (long) ROW * epochRows;
    long bytes = count * shape.elements() + cover.limit();
    return bytes + Float.BYTES * (long) values.limit() + Integer.BYTES * integers;
  }
}
