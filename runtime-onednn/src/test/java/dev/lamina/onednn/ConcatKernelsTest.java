package dev.lamina.onednn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.Concat;
import dev.lamina.graph.op.ConcatGrad;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConcatKernelsTest {
  private static final int BATCH = 2;
  private static final Shape WIDE = Shape.of(4, 1, 2);

  @ParameterizedTest
  @CsvSource({
    // precision, channels of the narrow part, what joins
    "BFLOAT16, 2, jit:uni",
    "BFLOAT16, 3, simple:any",
    "FLOAT32, 2, simple:any"
  })
  void pairsOfChannelsInBfloat16AreCopiedAsOne(DataType type, int channels, String implementation) {
    Shape narrow = WIDE.withChannels(channels);
    Shape joined = WIDE.withChannels(channels + WIDE.channels());
    float[] first = numbers(BATCH * narrow.elements(), 1);
    float[] second = numbers(BATCH * WIDE.elements(), -1);
    try (Trials trials = new Trials(type, OptionalInt.of(1))) {
      Tensor whole = trials.activation(BATCH, joined);
      List<Tensor> parts =
          List.of(trials.activation(BATCH, narrow, first), trials.activation(BATCH, WIDE, second));
      Kernel concat = trials.bind(new Concat(2), parts, List.of(whole));
      assertEquals(implementation, concat.implementation());
      concat.run();
      assertArrayEquals(join(first, channels, second), Trials.values(whole));

      parts.forEach(part -> Trials.write(part, new float[Trials.values(part).length]));
      ConcatGrad split = new ConcatGrad(List.of(channels, WIDE.channels()), List.of(0, 1));
      trials.bind(split, List.of(whole), parts).run();
      assertArrayEquals(first, Trials.values(parts.get(0)), "the first part again");
      assertArrayEquals(second, Trials.values(parts.get(1)), "the second part again");
    }
  }

  private static float[] numbers(long count, int sign) {
    float[] numbers = new float[Math.toIntExact(count)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = sign * (i + 1);
    }
    return numbers;
  }

  /** Channels-last: pixel by pixel. */
  private static float[] join(float[] first, int channels, float[] second) {
    int wide = channels + WIDE.channels();
    float[] joined = new float[first.length + second.length];
    for (int pixel = 0; pixel < joined.length / wide; pixel++) {
      System.arraycopy(first, pixel * channels, joined, pixel * wide, channels);
      System.arraycopy(
          second, pixel * WIDE.channels(), joined, pixel * wide + channels, WIDE.channels());
    }
    return joined;
  }
}
