package dev.lamina.runtime.data.cifar;

import dev.lamina.runtime.data.Normalization;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The sizes and names that the published files of a CIFAR data set have.
 *
 * @param title what people call the data set
 * @param archive name of the archive
 * @param folder that the archive unpacks to
 * @param trainingFiles in the order of the images
 * @param trainingImages records of all of them together, each having as many as the others
 * @param testFile name of the one test file
 * @param classNamesFile a name a line
 * @param classNames used where that file is missing; empty if it must not be
 * @param classes number of labels
 * @param labelBytes bytes before a record's pixels, the last of which is the label
 * @param otherFiles further files of the archive, of no use here
 * @param normalization by all published training images
 */
record CifarFormat(
    String title,
    String archive,
    String folder,
    List<String> trainingFiles,
    int trainingImages,
    String testFile,
    String classNamesFile,
    List<String> classNames,
    int classes,
    int labelBytes,
    Set<String> otherFiles,
    Normalization normalization) {
  static final int CHANNELS = 3;
  static final int SIDE = 32;
  static final int PLANE = SIDE * SIDE;
  static final int PIXELS = CHANNELS * PLANE;
  static final int TEST_IMAGES = 10_000;

  static final CifarFormat CIFAR10 =
      new CifarFormat(
          "CIFAR-10",
          "cifar-10-binary.tar.gz",
          "cifar-10-batches-bin",
          List.of(
              "data_batch_1.bin",
              "data_batch_2.bin",
              "data_batch_3.bin",
              "data_batch_4.bin",
              "data_batch_5.bin"),
          50_000,
          "test_batch.bin",
          "batches.meta.txt",
          List.of(
              "airplane",
              "automobile",
              "bird",
              "cat",
              "deer",
              "dog",
              "frog",
              "horse",
              "ship",
              "truck"),
          10,
          1,
          Set.of("readme.html"),
          Normalization.cifar10());

  /** Each record begins with the label of one of 20 groups of classes, which is not used. */
  static final CifarFormat CIFAR100 =
      new CifarFormat(
          "CIFAR-100",
          "cifar-100-binary.tar.gz",
          "cifar-100-binary",
          List.of("train.bin"),
          50_000,
          "test.bin",
          "fine_label_names.txt",
          List.of(),
          100,
          2,
          Set.of("coarse_label_names.txt", "readme.html"),
          Normalization.cifar100());

  /** Bytes of an image with its label. */
  int record() {
    return labelBytes + PIXELS;
  }

  /** The most records that a file has. */
  int records(String file) {
    return file.equals(testFile) ? TEST_IMAGES : trainingImages / trainingFiles.size();
  }

  /** The files of records. */
  List<String> recordFiles() {
    List<String> names = new ArrayList<>(trainingFiles);
    names.add(testFile);
    return names;
  }

  /** The files without which nothing can be read. */
  List<String> requiredFiles() {
    List<String> names = recordFiles();
    if (classNames.isEmpty()) {
      names.add(classNamesFile);
    }
    return names;
  }

  /** All files that are of use. */
  List<String> fileNames() {
    List<String> names = recordFiles();
    names.add(classNamesFile);
    return names;
  }
}
