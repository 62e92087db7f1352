package dev.lamina.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A folder in CIFAR-10's format with a few images: 200 for training, 20 for testing. */
final class SmallCifar {
  static final int PER_FILE = 40;
  static final int TEST = 20;

  private static final int RECORD = 1 + 3 * 32 * 32;
  private static final int FILES = 5;
  private static final int CLASSES = 10;

  private SmallCifar() {}

  /** Writes the files; returns the folder. */
  static Path in(Path folder) {
    try {
      Files.createDirectories(folder);
      for (int i = 1; i <= FILES; i++) {
        Files.write(folder.resolve("data_batch_" + i + ".bin"), records(PER_FILE, i));
      }
      Files.write(folder.resolve("test_batch.bin"), records(TEST, 0));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] records(int count, long seed) {
    Random random = new Random(seed);
    byte[] bytes = new byte[count * RECORD];
    random.nextBytes(bytes);
    for (int i = 0; i < count; i++) {
      bytes[i * RECORD] = (byte) random.nextInt(CLASSES);
    }
    return bytes;
  }
}
