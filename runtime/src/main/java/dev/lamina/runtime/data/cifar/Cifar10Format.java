package dev.lamina.runtime.data.cifar;

import java.util.ArrayList;
import java.util.List;

/** The sizes and names that the published files of CIFAR-10 have. */
final class Cifar10Format {
  static final int CHANNELS = 3;
  static final int SIDE = 32;
  static final int PLANE = SIDE * SIDE;
  static final int PIXELS = CHANNELS * PLANE;
  static final int RECORD = 1 + PIXELS;
  static final int RECORDS_PER_FILE = 10_000;
  static final int TRAINING_IMAGES = 50_000;
  static final int TEST_IMAGES = 10_000;

  static final String FOLDER = "cifar-10-batches-bin";
  static final String CLASS_NAMES_FILE = "batches.meta.txt";
  static final List<String> TRAINING_FILES =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin");
  static final String TEST_FILE = "test_batch.bin";
  static final List<String> CLASS_NAMES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private Cifar10Format() {}

  /** Returns the names of all files that are of use. */
  static List<String> fileNames() {
    List<String> names = new ArrayList<>(TRAINING_FILES);
    names.add(TEST_FILE);
    names.add(CLASS_NAMES_FILE);
    return names;
  }
}
