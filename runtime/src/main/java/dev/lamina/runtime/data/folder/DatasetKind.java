package dev.lamina.runtime.data.folder;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.data.DatasetSource;
import dev.lamina.runtime.data.cifar.Cifar100Folder;
import dev.lamina.runtime.data.cifar.Cifar10Folder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The data sets that a folder can hold. */
public enum DatasetKind {
  /** CIFAR-10's binary files: {@link Cifar10Folder}. */
  CIFAR10("CIFAR-10", "cifar-10-batches-bin/ or data_batch_1.bin and so on") {
    @Override
    public DatasetSource in(Path folder) {
      return new Cifar10Folder(folder);
    }

    @Override
    boolean isIn(Path folder) {
      return new Cifar10Folder(folder).isPresent();
    }
  },
  /** CIFAR-100's binary files: {@link Cifar100Folder}. */
  CIFAR100("CIFAR-100", "cifar-100-binary/ or train.bin and test.bin") {
    @Override
    public DatasetSource in(Path folder) {
      return new Cifar100Folder(folder);
    }

    @Override
    boolean isIn(Path folder) {
      return new Cifar100Folder(folder).isPresent();
    }
  },
  /** Images by class: {@link ImageFolder}. */
  FOLDER("images by class", "train/CLASS/*.png and test/CLASS/*.png, or CLASS/*.png, or .jpg") {
    @Override
    public DatasetSource in(Path folder) {
      return new ImageFolder(folder);
    }

    @Override
    boolean isIn(Path folder) {
      return ClassFiles.folders(folder).stream().anyMatch(DatasetKind::holdsImages);
    }
  };

  /** Below a folder of images: a class, and folders inside of it. */
  private static final int DEPTH = 3;

  private final String title;
  private final String files;

  DatasetKind(String title, String files) {
    this.title = title;
    this.files = files;
  }

  /** Returns what people call it. */
  public String title() {
    return title;
  }

  /**
   * Returns the data set of this kind in a folder.
   *
   * @param folder not looked at before the data set is loaded
   */
  public abstract DatasetSource in(Path folder);

  /** Returns whether a folder, which is there, holds such a data set. */
  abstract boolean isIn(Path folder);

  /**
   * Tells what a folder holds by the files in it.
   *
   * @throws UserError if it is none of these or more than one
   */
  public static DatasetKind of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UserError("%s is not a folder; give one that holds %s".formatted(folder, all()));
    }
    List<DatasetKind> found = Arrays.stream(values()).filter(kind -> kind.isIn(folder)).toList();
    if (found.size() > 1) {
      throw new UserError(
          "%s holds more than one data set, %s; say which one, or give its own folder"
              .formatted(folder, titles(found)));
    }
    if (found.isEmpty()) {
      throw new UserError("found no data set in %s; it may hold %s".formatted(folder, all()));
    }
    return found.get(0);
  }

  private static String titles(List<DatasetKind> kinds) {
    return kinds.stream().map(DatasetKind::title).collect(Collectors.joining(" and "));
  }

  private static String all() {
    return Arrays.stream(values())
        .map(kind -> "%s (%s)".formatted(kind.title, kind.files))
        .collect(Collectors.joining(", or "));
  }

  private static boolean holdsImages(Path folder) {
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      return files.anyMatch(ClassFiles::hasImageName);
    } catch (IOException | UncheckedIOException e) {
      throw new UserError("cannot read the folder %s: %s".formatted(folder, e.getMessage()), e);
    }
  }
}
