package dev.lamina.conformance.behaviour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lamina.graph.ir.Space;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Transfers between the host and a buffer. */
public interface BufferBehaviour extends DeviceUnderTest {

  @Test
  default void aBufferHasTheTypeOfItsSpaceAndTheLengthThatWasAskedFor() {
    try (Device device = open()) {
      for (Space space : Space.values()) {
        Buffer buffer = device.allocate(space, 5, "five");
        assertEquals(ElementType.of(space), buffer.type());
        assertEquals(5, buffer.length());
      }
    }
  }

  @Test
  default void newMemoryIsZero() {
    try (Device device = open()) {
      dirty(device);
      for (Space space : Space.values()) {
        assertZero(device.allocate(space, 1000, "zeros"));
      }
    }
  }

  @Test
  default void floatsComeBackFromWhereTheyWereWritten() {
    try (Device device = open()) {
      Buffer buffer = device.allocate(Space.ACTIVATION, 6, "floats");
      // Exact in every precision.
      FloatBuffer source = FloatBuffer.wrap(new float[] {9, 1.5f, -2, 9}).position(1).limit(3);
      buffer.write(2, source);
      assertFalse(source.hasRemaining());
      FloatBuffer target = FloatBuffer.allocate(6);
      buffer.read(0, target);
      assertFalse(target.hasRemaining());
      assertArrayEquals(new float[] {0, 0, 1.5f, -2, 0, 0}, target.array());
    }
  }

  @Test
  default void doublesComeBackFromWhereTheyWereWritten() {
    try (Device device = open()) {
      Buffer buffer = device.allocate(Space.PARAMETER, 4, "doubles");
      DoubleBuffer source = DoubleBuffer.wrap(new double[] {9, 0.25, -3}).position(1);
      buffer.write(1, source);
      assertFalse(source.hasRemaining());
      DoubleBuffer target = DoubleBuffer.allocate(4).position(1);
      buffer.read(1, target);
      assertFalse(target.hasRemaining());
      assertArrayEquals(new double[] {0, 0.25, -3, 0}, target.array());
    }
  }

  @Test
  default void hostBuffersMayLieOutsideTheHeap() {
    try (Device device = open()) {
      Buffer buffer = device.allocate(Space.ACTIVATION, 3, "floats");
      FloatBuffer direct =
          ByteBuffer.allocateDirect(3 * Float.BYTES).order(ByteOrder.nativeOrder()).asFloatBuffer();
      buffer.write(0, direct.put(new float[] {1, -2, 0.5f}).flip());
      buffer.read(0, direct.clear());
      assertArrayEquals(
          new float[] {1, -2, 0.5f}, new float[] {direct.get(0), direct.get(1), direct.get(2)});
    }
  }

  @Test
  default void integersComeBackFromWhereTheyWereWritten() {
    try (Device device = open()) {
      Buffer buffer = device.allocate(Space.LABELS, 4, "integers");
      IntBuffer source = IntBuffer.wrap(new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE});
      buffer.write(1, source);
      assertFalse(source.hasRemaining());
      IntBuffer target = IntBuffer.allocate(4);
      buffer.read(0, target);
      assertFalse(target.hasRemaining());
      assertArrayEquals(new int[] {0, Integer.MIN_VALUE, Integer.MAX_VALUE, 0}, target.array());
    }
  }

  @Test
  default void bytesComeBackFromWhereTheyWereWritten() {
    try (Device device = open()) {
      Buffer buffer = device.allocate(Space.MASK, 4, "bytes");
      ByteBuffer source = ByteBuffer.wrap(new byte[] {-128, 127});
      buffer.write(2, source);
      assertFalse(source.hasRemaining());
      ByteBuffer target = ByteBuffer.allocate(3).position(1);
      buffer.read(2, target);
      assertFalse(target.hasRemaining());
      assertArrayEquals(new byte[] {0, -128, 127}, target.array());
    }
  }

  @Test
  default void transfersOutsideTheBufferAreRefused() {
    try (Device device = open()) {
      Buffer reals = device.allocate(Space.ACTIVATION, 4, "reals");
      Buffer integers = device.allocate(Space.LABELS, 4, "integers");
      Buffer bytes = device.allocate(Space.MASK, 4, "bytes");
      for (long offset : new long[] {-1, 3, 5, Long.MAX_VALUE}) {
        List<Executable> transfers =
            List.of(
                () -> reals.write(offset, FloatBuffer.allocate(2)),
                () -> reals.read(offset, FloatBuffer.allocate(2)),
                () -> reals.write(offset, DoubleBuffer.allocate(2)),
                () -> reals.read(offset, DoubleBuffer.allocate(2)),
                () -> integers.write(offset, IntBuffer.allocate(2)),
                () -> integers.read(offset, IntBuffer.allocate(2)),
                () -> bytes.write(offset, ByteBuffer.allocate(2)),
                () -> bytes.read(offset, ByteBuffer.allocate(2)));
        transfers.forEach(transfer -> assertThrows(IndexOutOfBoundsException.class, transfer));
      }
    }
  }

  @Test
  default void elementsOfAnotherTypeAreRefused() {
    try (Device device = open()) {
      Buffer reals = device.allocate(Space.ACTIVATION, 4, "reals");
      Buffer integers = device.allocate(Space.LABELS, 4, "integers");
      Buffer bytes = device.allocate(Space.MASK, 4, "bytes");
      List<Executable> transfers =
          List.of(
              () -> reals.write(0, IntBuffer.allocate(2)),
              () -> reals.read(0, ByteBuffer.allocate(2)),
              () -> integers.write(0, FloatBuffer.allocate(2)),
              () -> integers.read(0, DoubleBuffer.allocate(2)),
              () -> bytes.write(0, IntBuffer.allocate(2)),
              () -> bytes.read(0, FloatBuffer.allocate(2)));
      transfers.forEach(transfer -> assertThrows(UnsupportedOperationException.class, transfer));
    }
  }

  /** Leaves memory behind that is not zero, for the next allocation to get. */
  private static void dirty(Device device) {
    Buffer buffer = device.allocate(Space.ACTIVATION, 1000, "dirt");
    FloatBuffer ones = FloatBuffer.allocate(1000);
    for (int i = 0; i < 1000; i++) {
      ones.put(i, 1);
    }
    buffer.write(0, ones);
    device.release(buffer);
  }

  private static void assertZero(Buffer buffer) {
    int length = (int) buffer.length();
    switch (buffer.type()) {
      case REAL -> {
        DoubleBuffer target = DoubleBuffer.allocate(length);
        buffer.read(0, target);
        assertArrayEquals(new double[length], target.array());
      }
      case INT32 -> {
        IntBuffer target = IntBuffer.allocate(length);
        buffer.read(0, target);
        assertArrayEquals(new int[length], target.array());
      }
      case BYTE -> {
        ByteBuffer target = ByteBuffer.allocate(length);
        buffer.read(0, target);
        assertArrayEquals(new byte[length], target.array());
      }
    }
  }
}
