package dev.lamina.runtime.data.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MersenneTwisterTest {
  /** The C++ standard, [rand.predef]: the 10000th word of the default-seeded (5489) engine. */
  @Test
  void tenThousandthWordIsTheOneOfTheStandard() {
    MersenneTwister random = new MersenneTwister(5489);
    for (int i = 1; i < 10_000; i++) {
      random.nextUnsigned();
    }
    assertEquals(4_123_659_995L, random.nextUnsigned());
  }

  @Test
  void onlyTheLowHalfOfTheSeedCounts() {
    assertEquals(
        new MersenneTwister(7).nextUnsigned(), new MersenneTwister(7 + (3L << 32)).nextUnsigned());
  }
}
