package dev.lamina.runtime.data.cifar;

import dev.lamina.runtime.data.DatasetSource;
import dev.lamina.runtime.data.ImageDataset;
import dev.lamina.runtime.data.TrainTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The first 150 training and 30 test images of each class, as they are in CIFAR-10: enough to see
 * everything run where the data set cannot be had. They come with this library, two resources of
 * gzipped records.
 */
public final class Cifar10Sample implements DatasetSource {
  static final int TRAINING_PER_CLASS = 150;
  static final int TEST_PER_CLASS = 30;
  static final String TRAINING_RESOURCE = "sample-training.bin.gz";
  static final String TEST_RESOURCE = "sample-test.bin.gz";

  private static final CifarFormat FORMAT = CifarFormat.CIFAR10;

  private final String reason;

  /**
   * The sample.
   *
   * @param reason why the real data set is not used, a sentence without full stop, for {@link
   *     TrainTest#notice()}
   */
  public Cifar10Sample(String reason) {
    this.reason = reason;
  }

  @Override
  public TrainTest load() {
    ImageDataset training = read(TRAINING_RESOURCE, TRAINING_PER_CLASS);
    ImageDataset test = read(TEST_RESOURCE, TEST_PER_CLASS);
    String notice =
        "%s: this is a sample of %d training and %d test images, and accuracies on it mean nothing"
            .formatted(reason, training.size(), test.size());
    return new TrainTest(
        training, test, "bundled sample", Optional.of(notice), FORMAT.normalization());
  }

  private static ImageDataset read(String resource, int perClass) {
    int records = perClass * FORMAT.classes();
    RecordReader reader = new RecordReader(FORMAT, FORMAT.classNames(), records);
    try (InputStream file = Cifar10Sample.class.getResourceAsStream(resource);
        InputStream in = new GZIPInputStream(file)) {
      reader.read(in, records, resource);
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled sample is damaged", e);
    }
    return reader.dataset();
  }
}
