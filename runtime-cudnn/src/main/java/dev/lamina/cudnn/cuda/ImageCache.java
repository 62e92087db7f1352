package dev.lamina.cudnn.cuda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Compiled kernels of earlier runs: one file for each combination of source, options and compiler,
 * named by its SHA-256. A cache that cannot be read or written costs time and nothing else.
 */
final class ImageCache {
  private final Path folder;

  ImageCache(Path folder) {
    this.folder = folder;
  }

  /** The user's. */
  static ImageCache ofUser() {
    return new ImageCache(UserCache.folder().resolve("kernels"));
  }

  /**
   * What {@code load} makes of an image of an earlier run or, where there is none or the driver
   * refuses it, of a new one.
   *
   * @param key everything that the image depends on
   */
  <T> T load(List<String> key, Supplier<byte[]> compile, Function<byte[], T> load) {
    Path file = folder.resolve(UserCache.hash(key) + ".image");
    Optional<byte[]> earlier = read(file);
    if (earlier.isPresent()) {
      try {
        return load.apply(earlier.get());
      } catch (CudaError refused) {
        // Another machine's, or damaged: as good as none.
        return load.apply(compiled(file, compile));
      }
    }
    return load.apply(compiled(file, compile));
  }

  private static byte[] compiled(Path file, Supplier<byte[]> compile) {
    byte[] image = compile.get();
    write(file, image);
    return image;
  }

  private static Optional<byte[]> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static void write(Path file, byte[] image) {
    try {
      UserCache.write(file, image);
    } catch (IOException unwritable) {
      // The next run compiles again.
      return;
    }
  }
}
