package dev.lamina.runtime.data.cifar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small files in CIFAR-10's format. */
final class RecordFiles {
  static final List<String> NAMES =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin",
          "test_batch.bin");

  private RecordFiles() {}

  /** Pixel p (planar) of record r in a file is r * 7 + p * 3 modulo 256; its label r modulo 10. */
  static byte[] records(int count) {
    byte[] bytes = new byte[count * 3073];
    for (int r = 0; r < count; r++) {
      bytes[r * 3073] = (byte) (r % 10);
      for (int p = 0; p < 3072; p++) {
        bytes[r * 3073 + 1 + p] = (byte) (r * 7 + p * 3);
      }
    }
    return bytes;
  }

  static void write(Path folder, int recordsPerFile) throws IOException {
    Files.createDirectories(folder);
    for (String name : NAMES) {
      Files.write(folder.resolve(name), records(recordsPerFile));
    }
  }
}
