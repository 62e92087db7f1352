package dev.lamina.onednn.primitive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class BoundPrimitiveTest {
  private static final int RUNS = 100;

  @Test
  void computesOnTheMemoryItWasBoundTo() {
    try (DnnContext context = new DnnContext(OptionalInt.empty())) {
      NativeBuffer buffer = context.allocate(8 * Float.BYTES);
      FloatBuffer values = NativeView.floats(buffer.address(), 8);
      values.put(0, new float[] {-2, 3, 0, 7});
      relu(context, buffer.address(), buffer.address() + 4 * Float.BYTES).run();
      float[] result = new float[4];
      values.get(4, result);
      assertArrayEquals(new float[] {0, 3, 0, 7}, result);
    }
  }

  @Test
  void runsWithoutAllocatingOnTheJavaHeap() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (DnnContext context = new DnnContext(OptionalInt.empty())) {
      long address = context.allocate(4 * Float.BYTES).address();
      BoundPrimitive primitive = relu(context, address, address);
      long least = Long.MAX_VALUE;
      for (int attempt = 0; attempt < 5; attempt++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        repeat(primitive);
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      assertEquals(0, least);
    }
  }

  @Test
  void namesItsImplementation() {
    try (DnnContext context = new DnnContext(OptionalInt.empty())) {
      long address = context.allocate(4 * Float.BYTES).address();
      BoundPrimitive primitive = relu(context, address, address);
      assertFalse(primitive.implementation().isEmpty());
      assertEquals("activation", primitive.operation());
    }
  }

  @Test
  void refusesToRunAfterItsContextWasClosed() {
    BoundPrimitive primitive;
    try (DnnContext context = new DnnContext(OptionalInt.empty())) {
      long address = context.allocate(4 * Float.BYTES).address();
      primitive = relu(context, address, address);
    }
    assertThrows(IllegalStateException.class, primitive::run);
  }

  @Test
  void refusalNamesTheOperationAndTheStatus() {
    try (DnnContext context = new DnnContext(OptionalInt.empty())) {
      MemoryDesc threeChannels = context.channelsLast(DataType.FLOAT32, 1, 3, 8, 8);
      MemoryDesc fourChannels = context.any(DataType.FLOAT32, 16, 4, 3, 3);
      MemoryDesc result = context.channelsLast(DataType.FLOAT32, 1, 16, 8, 8);
      OneDnnException refusal =
          assertThrows(
              OneDnnException.class,
              () ->
                  new Convolutions(context)
                      .forward(
                          threeChannels,
                          fourChannels,
                          Optional.empty(),
                          result,
                          Geometry.square(3, 1, 1, 8, 8),
                          new Attributes(context)));
      assertEquals(Status.INVALID_ARGUMENTS, refusal.status());
      assertTrue(refusal.getMessage().contains("convolution"), refusal.getMessage());
      assertTrue(refusal.getMessage().contains("invalid arguments"), refusal.getMessage());
    }
  }

  private static void repeat(BoundPrimitive primitive) {
    for (int run = 0; run < RUNS; run++) {
      primitive.run();
    }
  }

  private static BoundPrimitive relu(DnnContext context, long source, long destination) {
    MemoryDesc desc = context.dense(DataType.FLOAT32, 4);
    return new Elementwise(context)
        .activation(EltwiseFunction.RELU, desc, desc)
        .bind()
        .with(Argument.SOURCE, context.memory(desc, source))
        .with(Argument.DESTINATION, context.memory(desc, destination))
        .build();
  }
}
