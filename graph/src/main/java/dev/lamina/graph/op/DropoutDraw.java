package dev.lamina.graph.op;

/**
 * The random draw of {@link Dropout}: a counter-based hash, so that every device and every order of
 * evaluation drops the same elements.
 *
 * <p>The mixing function is the 32-bit finaliser of MurmurHash3 (Appleby, 2011), applied after each
 * word.
 */
public final class DropoutDraw {

  private DropoutDraw() {}

  /** The key of one step's draws for one dropout. */
  public static int key(int seed, int step, int stream) {
    return mix(mix(mix(seed) ^ step) ^ stream);
  }

  /** Whether the element is kept: its 32-bit draw is at least {@link #threshold}, unsigned. */
  public static boolean keeps(int key, int element, int threshold) {
    return Integer.compareUnsigned(mix(key ^ mix(element)), threshold) >= 0;
  }

  /** {@code rate} as an unsigned 32-bit threshold. */
  public static int threshold(double rate) {
    return (int) (long) (rate * 0x1p32);
  }

  private static int mix(int word) {
    int h = word + 0x9E3779B9;
    h = (h ^ (h >>> 16)) * 0x85EBCA6B;
    h = (h ^ (h >>> 13)) * 0xC2B2AE35;
    return h ^ (h >>> 16);
  }
}
