package dev.lamina.cudnn.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * NVIDIA's libraries out of a jar on the class path, {@code org.bytedeco:cuda} with the classifier
 * {@code linux-x86_64-redist}: with it a machine needs the driver alone. They are copied to the
 * user's cache once, about 1.5 GB.
 */
final class PackagedLibraries {
  private static final String FOLDER = "org/bytedeco/cuda/linux-x86_64/";

  /** All that the four libraries open. */
  static final List<String> NAMES =
      List.of(
          "libcublasLt.so.12",
          "libcublas.so.12",
          "libnvrtc-builtins.so.12.6",
          "libnvrtc.so.12",
          "libcudnn_graph.so.9",
          "libcudnn_ops.so.9",
          "libcudnn_cnn.so.9",
          "libcudnn_adv.so.9",
          "libcudnn_heuristic.so.9",
          "libcudnn_engines_precompiled.so.9",
          "libcudnn_engines_runtime_compiled.so.9",
          "libcudnn.so.9");

  private final ClassLoader classPath;
  private final Path cache;

  PackagedLibraries(ClassLoader classPath, Path cache) {
    this.classPath = classPath;
    this.cache = cache;
  }

  /** Those on this process's class path. */
  static PackagedLibraries installed() {
    return new PackagedLibraries(
        PackagedLibraries.class.getClassLoader(),
        UserCache.folder().resolve("cuda-12.6-cudnn-9.5"));
  }

  /**
   * The folder that holds them, filled if it is not; empty if there are none on the class path.
   *
   * @throws CudaUnavailable if the cache cannot be written
   */
  Optional<Path> folder() {
    if (NAMES.stream().anyMatch(name -> classPath.getResource(FOLDER + name) == null)) {
      return Optional.empty();
    }
    try {
      Files.createDirectories(cache);
      for (String name : NAMES) {
        unpack(name);
      }
      return Optional.of(cache);
    } catch (IOException e) {
      throw new CudaUnavailable(
          "NVIDIA's libraries on the class path cannot be unpacked to %s: %s".formatted(cache, e),
          e);
    }
  }

  /** A library appears whole or not at all, whoever else unpacks it. */
  private void unpack(String name) throws IOException {
    Path target = cache.resolve(name);
    if (Files.exists(target)) {
      return;
    }
    Path draft = Files.createTempFile(cache, name, ".part");
    try (InputStream in = classPath.getResourceAsStream(FOLDER + name)) {
      Files.copy(in, draft, StandardCopyOption.REPLACE_EXISTING);
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
