package dev.lamina.cudnn.cuda;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds NVIDIA's libraries and loads them by their paths. What the loader has by its name already,
 * JCuda's natives are then linked with, whatever folder it came from; and JCuda itself, which
 * reports a missing library at length, is only ever asked when nothing is missing.
 */
final class NvidiaLibraries {

  private NvidiaLibraries() {}

  /**
   * Loads them all; loading again has no effect.
   *
   * @throws CudaUnavailable if some cannot be had; the message names every one of them
   */
  static void load(LibraryFolders folders) {
    requirePlatform(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    require(folders);
    for (NvidiaLibrary library : NvidiaLibrary.values()) {
      load(library, folders);
    }
  }

  /** Loads one that was found, after what it needs. */
  static void load(NvidiaLibrary library, LibraryFolders folders) {
    Path file = folders.find(library.fileName()).orElseThrow();
    library.companions().stream()
        .flatMap(pattern -> LibraryFolders.list(file.getParent(), pattern).stream())
        .forEach(NvidiaLibraries::load);
    load(file);
  }

  /** Requires the only platform that JCuda's natives are brought along for. */
  static void requirePlatform(String os, String architecture) {
    boolean linux = os.toLowerCase(Locale.ROOT).startsWith("linux");
    if (!linux || !(architecture.equals("amd64") || architecture.equals("x86_64"))) {
      throw new CudaUnavailable(
          "the cuDNN device runs on Linux on x86-64 only, this is %s on %s"
              .formatted(os, architecture));
    }
  }

  /** Requires that each library is in one of the folders. */
  static void require(LibraryFolders folders) {
    List<String> missing = new ArrayList<>();
    for (NvidiaLibrary library : NvidiaLibrary.values()) {
      if (folders.find(library.fileName()).isEmpty()) {
        missing.add(missing(library, folders.versions(library.stem())));
      }
    }
    if (!missing.isEmpty()) {
      throw new CudaUnavailable(
          "%s; looked in %s; other folders can be named in -D%s"
              .formatted(String.join("; ", missing), folders, LibraryFolders.PROPERTY));
    }
  }

  private static String missing(NvidiaLibrary library, List<Path> others) {
    Optional<Path> other = others.stream().findFirst();
    return "%s (%s) is missing%s: %s"
        .formatted(
            library.fileName(),
            library.title(),
            other.map(", only %s was found"::formatted).orElse(""),
            library.advice());
  }

  private static void load(Path library) {
    try {
      System.load(library.toString());
    } catch (UnsatisfiedLinkError e) {
      throw new CudaUnavailable(library + " cannot be loaded: " + e.getMessage(), e);
    }
  }
}
