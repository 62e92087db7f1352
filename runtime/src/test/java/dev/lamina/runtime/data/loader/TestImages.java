package dev.lamina.runtime.data.loader;

import dev.lamina.runtime.data.InMemoryDataset;
import java.util.Collections;

/** Images whose every pixel follows from their number. */
final class TestImages {
  private TestImages() {}

  static InMemoryDataset of(int count) {
    byte[] labels = new byte[count];
    byte[] pixels = new byte[count * 32 * 32 * 3];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % 10);
    }
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 31 + i / 3072 * 7 + (i >> 5));
    }
    return new InMemoryDataset(3, 32, 32, Collections.nCopies(10, "class"), labels, pixels);
  }
}
