package dev.lamina.onednn.primitive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class DnnContextTest {
  @Test
  void closingGivesAllMemoryBack() {
    DnnContext context = new DnnContext(OptionalInt.empty());
    context.allocate(1000);
    context.allocate(24);
    NativeMemory memory = context.nativeMemory();
    assertEquals(1024, memory.bytes());
    context.close();
    context.close();
    assertEquals(0, memory.bytes());
    assertEquals(1024, memory.peakBytes());
    assertEquals(2, memory.allocations());
  }

  @Test
  void closedEarlyABufferIsGivenBackOnce() {
    try (DnnContext context = new DnnContext(OptionalInt.empty())) {
      NativeBuffer buffer = context.allocate(64);
      buffer.close();
      buffer.close();
      assertEquals(0, context.nativeMemory().bytes());
    }
  }

  @Test
  void memoryBeginsOnACacheLineWithZeros() {
    try (DnnContext context = new DnnContext(OptionalInt.empty())) {
      NativeBuffer buffer = context.allocate(4);
      assertEquals(0, buffer.address() % 64);
      assertEquals(0, NativeView.integers(buffer.address(), 1).get(0));
    }
  }

  @Test
  void layoutsCountTheirBytes() {
    try (DnnContext context = new DnnContext(OptionalInt.empty())) {
      assertEquals(2 * 3 * 5 * 7 * 4, context.channelsLast(DataType.FLOAT32, 2, 3, 5, 7).bytes());
      assertEquals(2 * 3 * 5 * 7 * 2, context.channelsLast(DataType.BFLOAT16, 2, 3, 5, 7).bytes());
      assertEquals(60, context.dense(DataType.FLOAT32, 3, 5).bytes());
    }
  }

  @Test
  void layoutsAreTheSameIfDimensionsAndStridesAre() {
    try (DnnContext context = new DnnContext(OptionalInt.empty())) {
      MemoryDesc dense = context.dense(DataType.FLOAT32, 3, 5);
      long[] dims = {3, 5};
      assertTrue(dense.sameAs(context.strided(DataType.FLOAT32, dims, new long[] {5, 1})));
      assertFalse(dense.sameAs(context.strided(DataType.FLOAT32, dims, new long[] {1, 3})));
    }
  }
}
