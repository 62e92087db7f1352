package dev.lamina.runtime.data.cifar;

import static dev.lamina.runtime.data.cifar.Cifar10Format.CLASS_NAMES;
import static dev.lamina.runtime.data.cifar.Cifar10Format.CLASS_NAMES_FILE;
import static dev.lamina.runtime.data.cifar.Cifar10Format.FOLDER;
import static dev.lamina.runtime.data.cifar.Cifar10Format.RECORD;
import static dev.lamina.runtime.data.cifar.Cifar10Format.RECORDS_PER_FILE;
import static dev.lamina.runtime.data.cifar.Cifar10Format.TEST_FILE;
import static dev.lamina.runtime.data.cifar.Cifar10Format.TEST_IMAGES;
import static dev.lamina.runtime.data.cifar.Cifar10Format.TRAINING_FILES;
import static dev.lamina.runtime.data.cifar.Cifar10Format.TRAINING_IMAGES;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.data.DatasetSource;
import dev.lamina.runtime.data.ImageDataset;
import dev.lamina.runtime.data.TrainTest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * CIFAR-10's binary files in a folder, or in its subfolder {@code cifar-10-batches-bin} as the
 * archive unpacks.
 *
 * <p>Files with fewer records than the published ones are read too, but then {@link
 * TrainTest#notice()} says so.
 */
public final class Cifar10Folder implements DatasetSource {
  private static final int BUFFER = 1 << 18;

  private final Path folder;

  /**
   * A folder, not looked at before {@link #load()}.
   *
   * @param folder holds {@code cifar-10-batches-bin/} or the {@code .bin} files themselves
   */
  public Cifar10Folder(Path folder) {
    this.folder = folder;
  }

  /** Returns whether there is a test file where {@link #load()} would look for it. */
  boolean isPresent() {
    return Files.isRegularFile(files().resolve(TEST_FILE));
  }

  @Override
  public TrainTest load() {
    if (!Files.isDirectory(folder)) {
      throw new UserError(
          "%s is not a folder; give the folder that holds %s/".formatted(folder, FOLDER));
    }
    List<String> classNames = classNames();
    ImageDataset training = read(TRAINING_FILES, classNames);
    ImageDataset test = read(List.of(TEST_FILE), classNames);
    return new TrainTest(training, test, files().toString(), notice(training, test));
  }

  private static Optional<String> notice(ImageDataset training, ImageDataset test) {
    if (training.size() == TRAINING_IMAGES && test.size() == TEST_IMAGES) {
      return Optional.empty();
    }
    return Optional.of(
        ("these are %d training and %d test images, not CIFAR-10's %d and %d: "
                + "accuracies on them cannot be compared with published ones")
            .formatted(training.size(), test.size(), TRAINING_IMAGES, TEST_IMAGES));
  }

  private Path files() {
    Path unpacked = folder.resolve(FOLDER);
    return Files.isDirectory(unpacked) ? unpacked : folder;
  }

  private ImageDataset read(List<String> names, List<String> classNames) {
    List<Path> paths = names.stream().map(files()::resolve).toList();
    int total = paths.stream().mapToInt(Cifar10Folder::records).sum();
    RecordReader reader = new RecordReader(classNames, total);
    for (Path path : paths) {
      read(path, reader);
    }
    return reader.dataset();
  }

  private static int records(Path path) {
    long size = size(path);
    if (size == 0 || size % RECORD != 0 || size > (long) RECORDS_PER_FILE * RECORD) {
      throw new UserError(
          "%s has %d bytes, expected %d (%d records of %d); fetch it again"
              .formatted(path, size, RECORDS_PER_FILE * RECORD, RECORDS_PER_FILE, RECORD));
    }
    return (int) (size / RECORD);
  }

  private static long size(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new UserError(
          ("%s is missing in %s; "
                  + "unpack the binary version of CIFAR-10 (cifar-10-binary.tar.gz) there")
              .formatted(path.getFileName(), path.getParent()));
    }
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static void read(Path path, RecordReader reader) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
      reader.read(in, records(path), path.toString());
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private List<String> classNames() {
    Path path = files().resolve(CLASS_NAMES_FILE);
    if (!Files.isRegularFile(path)) {
      return CLASS_NAMES;
    }
    try {
      List<String> names = Files.readAllLines(path).stream().filter(s -> !s.isBlank()).toList();
      checkClassNames(path, names);
      return names;
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static void checkClassNames(Path path, List<String> names) {
    if (names.size() != CLASS_NAMES.size()) {
      throw new UserError(
          "%s names %d classes, expected %d; remove it or fetch it again"
              .formatted(path, names.size(), CLASS_NAMES.size()));
    }
  }

  private static UserError unreadable(Path path, IOException e) {
    return new UserError("cannot read %s: %s".formatted(path, e.getMessage()), e);
  }
}
