package dev.lamina.onednn.primitive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.FloatBuffer;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ScratchpadTest {
  @Test
  void growsForTheLargestUserAndTakesTheEarlierOnesAlong() {
    try (DnnContext context = new DnnContext(OptionalInt.empty())) {
      Scratchpad scratch = context.newScratchpad();
      long address = context.allocate(4 * Float.BYTES).address();
      FloatBuffer values = NativeView.floats(address, 4);
      values.put(0, new float[] {1, 2, 3, 4});
      MemoryDesc desc = context.dense(DataType.FLOAT32, 4);
      Memory outside = context.memory(desc, address);
      Memory inside = scratch.reserve(desc);
      BoundPrimitive in = copy(context, outside, inside);
      BoundPrimitive out = copy(context, inside, outside);

      scratch.reserve(context.dense(DataType.FLOAT32, 4096));
      in.run();
      values.put(0, new float[] {0, 0, 0, 0});
      out.run();

      assertEquals(FloatBuffer.wrap(new float[] {1, 2, 3, 4}), values);
      assertEquals((4 + 4096) * Float.BYTES, context.nativeMemory().bytes());
    }
  }

  private static BoundPrimitive copy(DnnContext context, Memory source, Memory destination) {
    return new Elementwise(context)
        .reorder(source.desc(), destination.desc(), new Attributes(context))
        .bind()
        .with(Argument.SOURCE, source)
        .with(Argument.DESTINATION, destination)
        .build();
  }
}
