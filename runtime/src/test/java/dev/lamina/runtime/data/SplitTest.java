package dev.lamina.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lamina.runtime.weights.TensorFile;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
  @Test
  void seed42GivesTheSplitOfThePublishedResults() {
    TensorFile expected = TestFiles.reference("split-seed42.safetensors");
    Split split = Split.of(50_000, 45_000, 42);
    assertArrayEquals(expected.tensor("train").toLongs(), longs(split.training()));
    assertArrayEquals(expected.tensor("val").toLongs(), longs(split.validation()));
  }

  private static long[] longs(int[] values) {
    return Arrays.stream(values).asLongStream().toArray();
  }

  /** Computed with PyTorch 1.13: {@code manual_seed(42); randperm(1500)}. */
  @Test
  void otherSizesFollowPyTorchToo() {
    int[] training = Split.of(1500, 1500, 42).training();
    assertArrayEquals(
        new int[] {42, 340, 1028, 766, 1150, 1160, 1300, 791}, Arrays.copyOf(training, 8));
    assertArrayEquals(new int[] {155, 861, 940, 754}, Arrays.copyOfRange(training, 1496, 1500));
  }

  @Test
  void bothPartsTogetherAreEveryIndexOnce() {
    Split split = Split.of(1000, 900, 5);
    int[] all =
        IntStream.concat(Arrays.stream(split.training()), Arrays.stream(split.validation()))
            .sorted()
            .toArray();
    assertArrayEquals(IntStream.range(0, 1000).toArray(), all);
  }

  @Test
  void aPartMayBeEmpty() {
    assertEquals(0, Split.of(10, 10, 1).validation().length);
    assertEquals(0, Split.of(0, 0, 1).training().length);
  }

  @Test
  void moreForTrainingThanThereAreIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Split.of(10, 11, 1));
  }
}
