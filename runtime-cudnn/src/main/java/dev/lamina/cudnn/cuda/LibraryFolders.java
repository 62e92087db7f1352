package dev.lamina.cudnn.cuda;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The folders in which NVIDIA's libraries are looked for, the first that has one wins. */
final class LibraryFolders {
  /** System property: folders before all others, separated as in {@code PATH}. */
  static final String PROPERTY = "lamina.cuda.libraries";

  private static final List<String> USUAL =
      List.of(
          "/usr/local/cuda/lib64",
          "/usr/lib/x86_64-linux-gnu",
          "/lib/x86_64-linux-gnu",
          "/usr/lib/wsl/lib",
          "/usr/lib64",
          "/usr/lib",
          "/opt/cuda/lib64");

  private final List<Path> folders;

  LibraryFolders(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /**
   * Those of this process: the property's, the loader's path, the loader's configuration, usual
   * ones.
   */
  static LibraryFolders installed() {
    Set<Path> found = new LinkedHashSet<>();
    add(found, System.getProperty(PROPERTY, ""));
    Optional.ofNullable(System.getenv("LD_LIBRARY_PATH")).ifPresent(path -> add(found, path));
    configured(Path.of("/etc/ld.so.conf.d")).forEach(found::add);
    USUAL.stream().map(Path::of).forEach(found::add);
    return new LibraryFolders(found.stream().filter(Files::isDirectory).toList());
  }

  private static void add(Set<Path> folders, String path) {
    for (String folder : path.split(File.pathSeparator, -1)) {
      if (!folder.isBlank()) {
        folders.add(Path.of(folder).toAbsolutePath());
      }
    }
  }

  /** Lines of the loader's configuration that are folders. */
  private static List<Path> configured(Path configuration) {
    List<Path> found = new ArrayList<>();
    for (Path file : list(configuration, "*.conf")) {
      lines(file).stream()
          .map(String::strip)
          .filter(line -> line.startsWith("/"))
          .map(Path::of)
          .forEach(found::add);
    }
    return found;
  }

  /** What the loader could not read either is as good as not there. */
  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  /** These, and then another. */
  LibraryFolders and(Path folder) {
    List<Path> more = new ArrayList<>(folders);
    more.add(folder);
    return new LibraryFolders(more);
  }

  /** The first folder's file of that name. */
  Optional<Path> find(String fileName) {
    return folders.stream()
        .map(folder -> folder.resolve(fileName))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** Files of any version, for example {@code /usr/lib/libcudnn.so.8}, sorted. */
  List<Path> versions(String stem) {
    Set<Path> found = new TreeSet<>();
    folders.forEach(folder -> found.addAll(list(folder, stem + ".*")));
    return List.copyOf(found);
  }

  /** The folders, as a message names them. */
  @Override
  public String toString() {
    return String.join(", ", folders.stream().map(Path::toString).toList());
  }

  /** Files of a folder that a pattern fits, sorted. */
  static List<Path> list(Path folder, String pattern) {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
        files.forEach(found::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    found.sort(null);
    return found;
  }
}
