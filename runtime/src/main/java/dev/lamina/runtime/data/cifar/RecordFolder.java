package dev.lamina.runtime.data.cifar;

import static dev.lamina.runtime.data.cifar.CifarFormat.SIDE;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.data.ImageDataset;
import dev.lamina.runtime.data.MemoryCheck;
import dev.lamina.runtime.data.TrainTest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of a CIFAR data set in a folder, or in the subfolder that its archive unpacks to.
 *
 * @param folder not looked at before {@link #load()}
 * @param format of the files
 */
record RecordFolder(Path folder, CifarFormat format) {
  private static final int BUFFER = 1 << 18;

  /** Returns whether any file of records is where {@link #load()} would look for it. */
  boolean isPresent() {
    return format.recordFiles().stream().map(files()::resolve).anyMatch(Files::isRegularFile);
  }

  /**
   * Reads everything.
   *
   * @throws UserError if a file is missing or damaged, or Java's heap is too small for the images
   */
  TrainTest load() {
    if (!Files.isDirectory(folder)) {
      throw new UserError(
          "%s is not a folder; give the folder that holds %s/".formatted(folder, format.folder()));
    }
    List<String> classNames = classNames();
    List<String> testFiles = List.of(format.testFile());
    MemoryCheck.of(files(), SIDE, SIDE).check(records(format.trainingFiles()) + records(testFiles));
    ImageDataset training = read(format.trainingFiles(), classNames);
    ImageDataset test = read(testFiles, classNames);
    return new TrainTest(
        training, test, files().toString(), notice(training, test), format.normalization());
  }

  private Optional<String> notice(ImageDataset training, ImageDataset test) {
    if (training.size() == format.trainingImages() && test.size() == CifarFormat.TEST_IMAGES) {
      return Optional.empty();
    }
    return Optional.of(
        ("these are %d training and %d test images, not %s's %d and %d: "
                + "accuracies on them cannot be compared with published ones")
            .formatted(
                training.size(),
                test.size(),
                format.title(),
                format.trainingImages(),
                CifarFormat.TEST_IMAGES));
  }

  private Path files() {
    Path unpacked = folder.resolve(format.folder());
    return Files.isDirectory(unpacked) ? unpacked : folder;
  }

  private ImageDataset read(List<String> names, List<String> classNames) {
    RecordReader reader = new RecordReader(format, classNames, records(names));
    for (String name : names) {
      read(name, reader);
    }
    return reader.dataset();
  }

  private int records(List<String> names) {
    return names.stream().mapToInt(this::records).sum();
  }

  private int records(String name) {
    Path path = existing(name);
    long size = size(path);
    long most = format.records(name);
    if (size == 0 || size % format.record() != 0 || size > most * format.record()) {
      throw new UserError(
          "%s has %d bytes, expected %d (%d records of %d); fetch it again"
              .formatted(path, size, most * format.record(), most, format.record()));
    }
    return (int) (size / format.record());
  }

  private Path existing(String name) {
    Path path = files().resolve(name);
    if (!Files.isRegularFile(path)) {
      throw new UserError(
          "%s is missing in %s; unpack the binary version of %s (%s) there"
              .formatted(name, files(), format.title(), format.archive()));
    }
    return path;
  }

  private static long size(Path path) {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private void read(String name, RecordReader reader) {
    Path path = existing(name);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
      reader.read(in, records(name), path.toString());
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private List<String> classNames() {
    Path path = files().resolve(format.classNamesFile());
    boolean optional = !format.classNames().isEmpty();
    if (optional && !Files.isRegularFile(path)) {
      return format.classNames();
    }
    List<String> names = lines(existing(format.classNamesFile()));
    if (names.size() != format.classes()) {
      throw new UserError(
          "%s names %d classes, expected %d; %sfetch it again"
              .formatted(path, names.size(), format.classes(), optional ? "remove it or " : ""));
    }
    return names;
  }

  private static List<String> lines(Path path) {
    try {
      return Files.readAllLines(path).stream().filter(line -> !line.isBlank()).toList();
    } catch (MalformedInputException e) {
      throw new UserError("%s is not text; fetch it again".formatted(path), e);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static UserError unreadable(Path path, IOException e) {
    return new UserError("cannot read %s: %s".formatted(path, e.getMessage()), e);
  }
}
