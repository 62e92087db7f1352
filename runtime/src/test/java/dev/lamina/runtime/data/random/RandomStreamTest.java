package dev.lamina.runtime.data.random;

import static dev.lamina.runtime.data.random.RandomStream.Purpose.AUGMENTATION;
import static dev.lamina.runtime.data.random.RandomStream.Purpose.SHUFFLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
  private final RandomStream random = new RandomStream();

  @Test
  void seekingReturnsToTheStartOfTheStream() {
    random.seek(1, AUGMENTATION, 2, 3);
    int first = random.nextInt();
    int second = random.nextInt();
    random.seek(9, SHUFFLE, 0, 0);
    random.nextInt();
    random.seek(1, AUGMENTATION, 2, 3);
    assertEquals(first, random.nextInt());
    assertEquals(second, random.nextInt());
  }

  @Test
  void everyPartOfTheAddressCounts() {
    Set<Long> starts = new HashSet<>();
    for (long seed : new long[] {0, 1, 1L << 32}) {
      for (RandomStream.Purpose purpose : RandomStream.Purpose.values()) {
        for (int epoch = 0; epoch < 3; epoch++) {
          for (int index = 0; index < 50; index++) {
            random.seek(seed, purpose, epoch, index);
            starts.add((long) random.nextInt() << 32 | Integer.toUnsignedLong(random.nextInt()));
          }
        }
      }
    }
    assertEquals(3 * RandomStream.Purpose.values().length * 3 * 50, starts.size());
  }

  @Test
  void boundedNumbersAreUniform() {
    int[] counts = new int[7];
    for (int i = 0; i < 70_000; i++) {
      counts[random.nextInt(7)]++;
    }
    for (int count : counts) {
      assertEquals(10_000, count, 500);
    }
  }

  @Test
  void uniformNumbersHaveTheRightMeanAndRange() {
    double sum = 0;
    for (int i = 0; i < 100_000; i++) {
      double value = random.uniform(2, 4);
      assertTrue(value >= 2 && value < 4);
      sum += value;
    }
    assertEquals(3, sum / 100_000, 0.01);
  }

  @Test
  void probabilitiesZeroAndOneAreCertain() {
    for (int i = 0; i < 1000; i++) {
      assertTrue(random.nextBoolean(1));
      assertTrue(!random.nextBoolean(0));
    }
  }
}
