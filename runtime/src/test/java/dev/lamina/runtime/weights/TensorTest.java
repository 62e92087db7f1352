package dev.lamina.runtime.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorTest {
  @Test
  void everyIntegerTypeGivesItsValues() {
    assertArrayEquals(
        new long[] {-5_000_000_000L}, Tensor.ofLongs(List.of(), -5_000_000_000L).toLongs());
    assertArrayEquals(new long[] {-1, 2}, Tensor.ofInts(List.of(2), -1, 2).toLongs());
    assertArrayEquals(new double[] {255}, Tensor.ofBytes(List.of(1), (byte) -1).toDoubles());
  }

  @Test
  void everyFloatingTypeGivesItsValues() {
    assertArrayEquals(new float[] {0.1f}, Tensor.ofDoubles(List.of(1), 0.1).toFloats());
    assertArrayEquals(new double[] {0.1f}, Tensor.ofFloats(List.of(1), 0.1f).toDoubles());
    assertArrayEquals(new double[] {-1.5}, shorts(DType.BF16, 0xBFC0).toDoubles());
  }

  /** Bit patterns and values from the definition of IEEE 754 binary16. */
  @Test
  void halfPrecisionCoversSubnormalsAndInfinities() {
    Tensor halves =
        shorts(DType.F16, 0x3C00, 0xC000, 0x7BFF, 0x0001, 0x83FF, 0x0400, 0x8000, 0x7C00, 0xFC00);
    assertArrayEquals(
        new double[] {
          1,
          -2,
          65504,
          0x1p-24,
          -1023 * 0x1p-24,
          0x1p-14,
          -0.0,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY
        },
        halves.toDoubles());
    assertEquals(Double.NaN, shorts(DType.F16, 0x7E00).toDoubles()[0]);
  }

  private static Tensor shorts(DType type, int... bits) {
    ByteBuffer bytes = ByteBuffer.allocate(bits.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : bits) {
      bytes.putShort((short) value);
    }
    return Tensor.wrap(type, List.of(bits.length), bytes.flip());
  }

  @Test
  void numberOfValuesMustFitTheShape() {
    assertThrows(IllegalArgumentException.class, () -> Tensor.ofFloats(List.of(2, 2), 1, 2, 3));
  }

  @Test
  void elementsOfAFloatTensorAreNoIntegers() {
    Tensor tensor = Tensor.ofFloats(List.of(1), 1);
    assertThrows(IllegalStateException.class, tensor::toLongs);
  }

  @Test
  void bytesCannotBeWritten() {
    ByteBuffer bytes = Tensor.ofFloats(List.of(1), 1).bytes();
    assertThrows(ReadOnlyBufferException.class, () -> bytes.putInt(0, 1));
  }

  @Test
  void equalityIsOfTypeShapeAndBytes() {
    assertEquals(Tensor.ofInts(List.of(2), 1, 2), Tensor.ofInts(List.of(2), 1, 2));
    assertNotEquals(Tensor.ofInts(List.of(2), 1, 2), Tensor.ofInts(List.of(1, 2), 1, 2));
    assertNotEquals(Tensor.ofInts(List.of(1), 0), Tensor.ofFloats(List.of(1), 0));
  }
}
