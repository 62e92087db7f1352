package dev.lamina.cudnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PackagesTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/lamina/cudnn");

  @Test
  void jcudaIsTouchedInOnePackageOnly() throws IOException {
    assertEquals(List.of(), usersOfJcuda(SOURCES));
    assertFalse(usersOfJcuda(SOURCES.resolve("cuda")).isEmpty());
  }

  private static List<Path> usersOfJcuda(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).filter(PackagesTest::usesJcuda).toList();
    }
  }

  private static boolean usesJcuda(Path file) {
    try {
      return Files.readString(file).contains("import jcuda");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
