package dev.lamina.runtime.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * An immutable tensor as it stands in a file: element type, shape, and the elements, little-endian
 * in row-major order (the last dimension runs fastest). At most 2 GB.
 */
public final class Tensor {
  /** The most bytes that a tensor has: as large as arrays can be. */
  public static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private final DType type;
  private final List<Integer> shape;
  private final ByteBuffer bytes;

  private Tensor(DType type, List<Integer> shape, ByteBuffer bytes) {
    this.type = type;
    this.shape = shape;
    this.bytes = bytes.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Takes over a buffer: the caller must not write to it any more.
   *
   * @param type element type
   * @param shape dimensions, each at least 0; none for a scalar
   * @param bytes the elements, from position 0 to the limit
   * @throws IllegalArgumentException if the buffer's size is not what type and shape ask for
   */
  public static Tensor wrap(DType type, List<Integer> shape, ByteBuffer bytes) {
    long expected = elements(shape) * type.bytes();
    if (expected != bytes.limit()) {
      throw new IllegalArgumentException(
          "%s %s needs %d bytes, given %d".formatted(type, shape, expected, bytes.limit()));
    }
    return new Tensor(type, List.copyOf(shape), bytes);
  }

  /**
   * Makes a float32 tensor.
   *
   * @param shape dimensions; none for a scalar
   * @param values the elements, row-major; copied
   * @throws IllegalArgumentException if their number is not the product of the shape
   */
  public static Tensor ofFloats(List<Integer> shape, float... values) {
    ByteBuffer bytes = allocate(values.length, DType.F32);
    bytes.asFloatBuffer().put(values);
    return wrap(DType.F32, shape, bytes);
  }

  /** Makes a float64 tensor, as {@link #ofFloats}. */
  public static Tensor ofDoubles(List<Integer> shape, double... values) {
    ByteBuffer bytes = allocate(values.length, DType.F64);
    bytes.asDoubleBuffer().put(values);
    return wrap(DType.F64, shape, bytes);
  }

  /** Makes an int64 tensor, as {@link #ofFloats}. */
  public static Tensor ofLongs(List<Integer> shape, long... values) {
    ByteBuffer bytes = allocate(values.length, DType.I64);
    bytes.asLongBuffer().put(values);
    return wrap(DType.I64, shape, bytes);
  }

  /** Makes an int32 tensor, as {@link #ofFloats}. */
  public static Tensor ofInts(List<Integer> shape, int... values) {
    ByteBuffer bytes = allocate(values.length, DType.I32);
    bytes.asIntBuffer().put(values);
    return wrap(DType.I32, shape, bytes);
  }

  /** Makes a uint8 tensor, as {@link #ofFloats}. */
  public static Tensor ofBytes(List<Integer> shape, byte... values) {
    return wrap(DType.U8, shape, ByteBuffer.wrap(values.clone()));
  }

  private static ByteBuffer allocate(int elements, DType type) {
    return ByteBuffer.allocate(Math.multiplyExact(elements, type.bytes()))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns the product of the dimensions, 1 for a scalar. */
  static long elements(List<Integer> shape) {
    long product = 1;
    for (int dimension : shape) {
      product = Math.multiplyExact(product, dimension);
    }
    return product;
  }

  /** Returns the element type. */
  public DType type() {
    return type;
  }

  /** Returns the dimensions, none for a scalar. */
  public List<Integer> shape() {
    return shape;
  }

  /** Returns the number of elements, 1 for a scalar. */
  public int size() {
    return bytes.limit() / type.bytes();
  }

  /** Returns the elements' bytes, little-endian, read-only, from position 0. */
  public ByteBuffer bytes() {
    return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns the elements as float32, rounded where the type is wider. */
  public float[] toFloats() {
    float[] values = new float[size()];
    if (type == DType.F32) {
      bytes().asFloatBuffer().get(values);
      return values;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Elements.asDouble(bytes, type, i);
    }
    return values;
  }

  /** Returns the elements as float64; exact, but for integers beyond 2^53. */
  public double[] toDoubles() {
    double[] values = new double[size()];
    Arrays.setAll(values, i -> Elements.asDouble(bytes, type, i));
    return values;
  }

  /**
   * Returns the elements as integers.
   *
   * @throws IllegalStateException if the type is a floating-point type
   */
  public long[] toLongs() {
    long[] values = new long[size()];
    Arrays.setAll(values, i -> Elements.asLong(bytes, type, i));
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && type == that.type
        && shape.equals(that.shape)
        && bytes.equals(that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + bytes.hashCode();
  }

  @Override
  public String toString() {
    return type + " " + shape;
  }
}
