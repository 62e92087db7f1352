package dev.lamina.cudnn.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedLibrariesTest {
  @TempDir Path packaged;
  @TempDir Path cache;

  private Path pack() throws IOException {
    Path folder = Files.createDirectories(packaged.resolve("org/bytedeco/cuda/linux-x86_64"));
    for (String name : PackagedLibraries.NAMES) {
      Files.writeString(folder.resolve(name), "library " + name);
    }
    return folder;
  }

  private Optional<Path> unpack(Path target) throws IOException {
    URL[] classPath = {packaged.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classPath, null)) {
      return new PackagedLibraries(loader, target).folder();
    }
  }

  @Test
  void unpacksAllOnce() throws IOException {
    Path folder = pack();
    assertEquals(Optional.of(cache), unpack(cache));
    Files.writeString(folder.resolve("libcudnn.so.9"), "another build");
    assertEquals(Optional.of(cache), unpack(cache));
    for (String name : PackagedLibraries.NAMES) {
      assertEquals("library " + name, Files.readString(cache.resolve(name)));
    }
  }

  @Test
  void findsNothingWhereOneIsMissing() throws IOException {
    Files.delete(pack().resolve("libcudnn_ops.so.9"));
    assertEquals(Optional.empty(), unpack(cache));
    assertFalse(Files.exists(cache.resolve("libcudnn.so.9")));
  }

  @Test
  void saysWhereItCannotUnpack() throws IOException {
    pack();
    Path file = Files.createFile(cache.resolve("file"));
    String message = assertThrows(CudaUnavailable.class, () -> unpack(file)).getMessage();
    assertEquals(1, message.lines().count());
    assertFalse(message.indexOf(file.toString()) < 0, message);
  }
}
