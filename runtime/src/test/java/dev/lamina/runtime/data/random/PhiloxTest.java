package dev.lamina.runtime.data.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

/** The known answers that the authors publish with their library Random123. */
class PhiloxTest {
  @Test
  void zeroCounterAndKey() {
    check(0L, new int[4], new int[] {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  }

  @Test
  void counterAndKeyOfOnes() {
    check(
        -1L,
        new int[] {-1, -1, -1, -1},
        new int[] {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  }

  @Test
  void counterAndKeyFromTheDigitsOfPi() {
    check(
        0x299f31d0_a4093822L,
        new int[] {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
        new int[] {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
  }

  private static void check(long key, int[] counter, int[] expected) {
    int[] output = new int[4];
    Philox.block(key, counter, output);
    assertArrayEquals(expected, output);
  }
}
