package dev.lamina.cudnn.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlgorithmCacheTest {
  private static final Algorithm FIRST = new Algorithm(1, 3);
  private static final Algorithm SECOND = new Algorithm(0, 1);

  @TempDir private Path folder;
  private Path file;
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void name() {
    file = folder.resolve("algorithms").resolve("some.txt");
  }

  private AlgorithmCache open(String environment) {
    return new AlgorithmCache(file, environment, warnings::add);
  }

  private void warned(String what) {
    assertEquals(1, warnings.size(), warnings::toString);
    assertEquals(1, warnings.get(0).lines().count());
    assertTrue(warnings.get(0).contains(file.toString()), warnings.get(0));
    assertTrue(warnings.get(0).contains(what), warnings.get(0));
  }

  @Test
  void knowsInALaterRunWhatWasRemembered() {
    AlgorithmCache cache = open("gpu");
    assertEquals(Optional.empty(), cache.find("forward"));
    cache.remember("forward", FIRST);
    cache.remember("backward", SECOND);
    assertEquals(Optional.of(FIRST), open("gpu").find("forward"));
    assertEquals(Optional.of(SECOND), open("gpu").find("backward"));
    assertEquals(List.of(), warnings);
  }

  @Test
  void keepsWhatAnotherProcessWroteMeanwhile() {
    AlgorithmCache one = open("gpu");
    AlgorithmCache other = open("gpu");
    one.remember("a", FIRST);
    other.remember("b", SECOND);
    assertEquals(Optional.of(FIRST), open("gpu").find("a"));
    assertEquals(Optional.of(SECOND), open("gpu").find("b"));
  }

  @Test
  void leavesNoDraftBehind() throws IOException {
    open("gpu").remember("a", FIRST);
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void aFileWithAnyByteChangedIsIgnored() throws IOException {
    open("gpu").remember("forward 1x2", FIRST);
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      Files.write(file, changed);
      warnings.clear();
      assertEquals(Optional.empty(), open("gpu").find("forward 1x2"), "byte " + i);
      warned("is ignored: it is ");
    }
  }

  @Test
  void aFileCutOffIsIgnoredAndReplaced() throws IOException {
    open("gpu").remember("a", FIRST);
    byte[] bytes = Files.readAllBytes(file);
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));
      warnings.clear();
      assertEquals(Optional.empty(), open("gpu").find("a"), "of length " + length);
      warned("is ignored: it is ");
    }
    open("gpu").remember("b", SECOND);
    warnings.clear();
    assertEquals(Optional.of(SECOND), open("gpu").find("b"));
    assertEquals(List.of(), warnings);
  }

  @Test
  void anotherEnvironmentsFileIsIgnored() {
    open("one GPU").remember("a", FIRST);
    assertEquals(Optional.empty(), open("another GPU").find("a"));
    warned("is ignored: it is of another GPU");
  }

  @Test
  void whatCannotBeWrittenIsKnownInThisRunAndSaidOnce() throws IOException {
    // A file where the folder should be stops everybody, root included.
    Files.writeString(folder.resolve("algorithms"), "no folder");
    AlgorithmCache cache = open("gpu");
    cache.remember("a", FIRST);
    cache.remember("b", SECOND);
    assertEquals(Optional.of(FIRST), cache.find("a"));
    assertEquals(Optional.of(SECOND), cache.find("b"));
    warned("cannot be written");
  }
}
