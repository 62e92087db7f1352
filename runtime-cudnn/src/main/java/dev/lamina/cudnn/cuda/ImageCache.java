package dev.lamina.cudnn.cuda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
    Path file = folder.resolve(hash(key) + ".image");
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

  private byte[] compiled(Path file, Supplier<byte[]> compile) {
    byte[] image = compile.get();
    write(file, image);
    return image;
  }

  private static String hash(List<String> key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : key) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static Optional<byte[]> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** Another process may write the same file: it appears whole, or not at all. */
  private void write(Path file, byte[] image) {
    try {
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, "draft", ".image");
      Files.write(draft, image);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      // The next run compiles again.
      return;
    }
  }
}
