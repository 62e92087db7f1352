package dev.lamina.cudnn.cuda;

import java.util.Locale;

/** Sizes for people. */
final class Bytes {
  private static final double MIB = 1 << 20;

  private Bytes() {}

  /** For example {@code 12.5 MiB}. */
  static String text(long bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", bytes / MIB);
  }
}
