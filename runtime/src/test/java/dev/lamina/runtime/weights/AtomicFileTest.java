package dev.lamina.runtime.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }

  @Test
  void aFileIsReplacedAsAWhole() throws IOException {
    Path path = folder.resolve("a");
    AtomicFile.write(path, channel -> channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3})));
    AtomicFile.write(
        path,
        channel -> {
          channel.write(ByteBuffer.wrap(new byte[] {9}));
          assertEquals(3, Files.size(path));
        });
    assertEquals(1, Files.size(path));
    assertEquals(List.of("a"), names());
  }

  @Test
  void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
    Path path = Files.write(folder.resolve("a"), new byte[] {1, 2});
    assertThrows(
        IOException.class,
        () ->
            AtomicFile.write(
                path,
                channel -> {
                  channel.write(ByteBuffer.wrap(new byte[] {9}));
                  throw new IOException("disk full");
                }));
    assertEquals(2, Files.size(path));
    assertEquals(List.of("a"), names());
  }

  @Test
  void missingFoldersAreMade() throws IOException {
    Path path = folder.resolve("x/y/a");
    AtomicFile.write(path, channel -> channel.write(ByteBuffer.wrap(new byte[1])));
    assertEquals(1, Files.size(path));
  }

  @Test
  void whatAKilledProcessLeftIsDeletedAndNothingElse() throws IOException {
    String left = ".a." + UUID.randomUUID() + ".tmp";
    for (String name : List.of(left, "a", "a.tmp", ".a.tmp")) {
      Files.write(folder.resolve(name), new byte[1]);
    }
    AtomicFile.deleteLeftovers(folder);
    assertEquals(List.of(".a.tmp", "a", "a.tmp"), names().stream().sorted().toList());
  }
}
