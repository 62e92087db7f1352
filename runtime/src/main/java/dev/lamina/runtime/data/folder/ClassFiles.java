package dev.lamina.runtime.data.folder;

import dev.lamina.runtime.Suggestions;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.data.Split;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The image files below a folder, by class.
 *
 * @param root the folder
 * @param byClass for each name of a class its files, at any depth below its folder, sorted
 */
record ClassFiles(Path root, SortedMap<String, List<Path>> byClass) {
  private static final Set<String> READ = Set.of("png", "jpg", "jpeg");

  /** To be left out in silence would be a surprise. */
  private static final Set<String> OTHER_IMAGES =
      Set.of("bmp", "gif", "webp", "tif", "tiff", "ppm", "pgm", "avif", "heic");

  private static final int HELD_OUT = 10;
  private static final long SPLIT_SEED = 42;

  /**
   * Finds the files.
   *
   * @throws UserError if there is no class, a class without images, or an image of a format that is
   *     not read
   */
  static ClassFiles in(Path root) {
    SortedMap<String, List<Path>> byClass = new TreeMap<>();
    for (Path folder : folders(root)) {
      byClass.put(folder.getFileName().toString(), images(folder));
    }
    if (byClass.isEmpty()) {
      throw new UserError(
          "%s has no folder in it; make one a class, with its images inside".formatted(root));
    }
    return new ClassFiles(root, byClass);
  }

  /** The folders in a folder, without those whose names begin with a dot. */
  static List<Path> folders(Path root) {
    try (Stream<Path> entries = Files.list(root)) {
      return entries
          .filter(entry -> Files.isDirectory(entry) && !isHidden(entry))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unreadable(root, e);
    }
  }

  private static List<Path> images(Path folder) {
    try (Stream<Path> entries = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> files = entries.filter(ClassFiles::isImage).sorted().toList();
      if (files.isEmpty()) {
        throw new UserError(
            "the class %s has no PNG or JPEG file; add some or take the folder away"
                .formatted(folder));
      }
      return files;
    } catch (IOException e) {
      throw unreadable(folder, e);
    } catch (UncheckedIOException e) {
      throw unreadable(folder, e.getCause());
    }
  }

  private static boolean isImage(Path file) {
    String ending = ending(file);
    if (isHidden(file) || !Files.isRegularFile(file)) {
      return false;
    }
    if (OTHER_IMAGES.contains(ending)) {
      throw new UserError("%s is no PNG or JPEG file; convert it or take it away".formatted(file));
    }
    return READ.contains(ending);
  }

  /** Whether a file's name ends as those of the images that are read. */
  static boolean hasImageName(Path file) {
    return READ.contains(ending(file)) && !isHidden(file);
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static boolean isHidden(Path file) {
    return file.getFileName().toString().startsWith(".");
  }

  private static UserError unreadable(Path folder, IOException e) {
    return new UserError("cannot read the folder %s: %s".formatted(folder, e.getMessage()), e);
  }

  /** The names of the classes, sorted as text. */
  List<String> classNames() {
    return List.copyOf(byClass.keySet());
  }

  /** Refuses classes that are not trained. */
  void checkClasses(List<String> trained) {
    for (String name : byClass.keySet()) {
      if (!trained.contains(name)) {
        throw new UserError(
            "%s is no class of the training images%s; add training images or take the folder away"
                .formatted(root.resolve(name), Suggestions.didYouMean(name, trained)));
      }
    }
  }

  /** The files that are left when {@link #forTesting} are taken away. */
  ClassFiles forTraining() {
    return part((files, split) -> pick(files, split.training()));
  }

  /** A tenth of the files of each class, at least one of them. */
  ClassFiles forTesting() {
    return part((files, split) -> pick(files, split.validation()));
  }

  private ClassFiles part(BiFunction<List<Path>, Split, List<Path>> choice) {
    SortedMap<String, List<Path>> part = new TreeMap<>();
    byClass.forEach((name, files) -> part.put(name, choice.apply(files, split(name, files))));
    return new ClassFiles(root, part);
  }

  private Split split(String name, List<Path> files) {
    if (files.size() < 2) {
      throw new UserError(
          "%s has a single image, but one is needed for training and one for testing; add some"
              .formatted(root.resolve(name)));
    }
    int forTesting = Math.max(1, files.size() / HELD_OUT);
    return Split.of(files.size(), files.size() - forTesting, SPLIT_SEED);
  }

  private static List<Path> pick(List<Path> files, int[] indices) {
    return Arrays.stream(indices).sorted().mapToObj(files::get).toList();
  }
}
