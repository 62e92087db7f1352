package dev.lamina.runtime.data.cifar;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Small files in CIFAR-100's format. */
final class Cifar100Files {
  static final int RECORD = 3074;

  private Cifar100Files() {}

  /** Record r: group r modulo 20, class 99 - r modulo 100, pixel p (planar) r * 7 + p * 3. */
  static byte[] records(int count) {
    byte[] bytes = new byte[count * RECORD];
    for (int r = 0; r < count; r++) {
      bytes[r * RECORD] = (byte) (r % 20);
      bytes[r * RECORD + 1] = (byte) (99 - r % 100);
      for (int p = 0; p < 3072; p++) {
        bytes[r * RECORD + 2 + p] = (byte) (r * 7 + p * 3);
      }
    }
    return bytes;
  }

  static List<String> classNames() {
    return IntStream.range(0, 100).mapToObj("name_%d"::formatted).toList();
  }

  static byte[] classNamesFile() {
    return (String.join("\n", classNames()) + "\n\n").getBytes(US_ASCII);
  }

  static void write(Path folder, int training, int test) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("train.bin"), records(training));
    Files.write(folder.resolve("test.bin"), records(test));
    Files.write(folder.resolve("fine_label_names.txt"), classNamesFile());
  }
}
