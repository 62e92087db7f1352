package dev.lamina.runtime.data.cifar;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/**
 * Made the bundled sample, and can make it again: the first records of every class, in the order of
 * the files, unchanged.
 *
 * <p>Run it with two arguments: the folder with CIFAR-10's binary files, and the folder for the two
 * resources.
 */
final class SampleMaker {
  private static final int RECORD = 3073;
  private static final int CLASSES = 10;

  private SampleMaker() {}

  /** Makes both resources. */
  public static void main(String[] arguments) throws IOException {
    Path source = Path.of(arguments[0]);
    Path target = Path.of(arguments[1]);
    write(
        Files.readAllBytes(source.resolve("data_batch_1.bin")),
        Cifar10Sample.TRAINING_PER_CLASS,
        target.resolve(Cifar10Sample.TRAINING_RESOURCE));
    write(
        Files.readAllBytes(source.resolve("test_batch.bin")),
        Cifar10Sample.TEST_PER_CLASS,
        target.resolve(Cifar10Sample.TEST_RESOURCE));
  }

  private static void write(byte[] records, int perClass, Path target) throws IOException {
    int[] taken = new int[CLASSES];
    try (OutputStream out = new BestGzip(Files.newOutputStream(target))) {
      for (int start = 0; start < records.length; start += RECORD) {
        int label = records[start];
        if (taken[label] < perClass) {
          taken[label]++;
          out.write(records, start, RECORD);
        }
      }
    }
    if (Arrays.stream(taken).anyMatch(count -> count < perClass)) {
      throw new IOException("not enough images of a class: " + Arrays.toString(taken));
    }
  }

  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(9);
    }
  }
}
