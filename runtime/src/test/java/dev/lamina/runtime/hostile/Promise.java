package dev.lamina.runtime.hostile;

import com.sun.management.ThreadMXBean;
import dev.lamina.runtime.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is promised of any file: it is read, or refused with one line that can be shown as it is; in
 * little time, with memory in proportion to its size, and with nothing written outside its folder.
 */
final class Promise {
  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long SECONDS = 10;
  private static final long NANOS = 1_000_000_000;
  private static final int LONGEST = 2000;

  private final FileKind kind;
  private final Path root;
  private final Path folder;

  /**
   * A kind of file, read where nothing else is.
   *
   * @param root an empty folder
   */
  Promise(FileKind kind, Path root) {
    this.kind = kind;
    this.root = root;
    folder = root.resolve("above").resolve("folder");
  }

  /**
   * Reads a file.
   *
   * @return whether it was accepted
   * @throws AssertionError if a promise is not kept
   */
  boolean accepts(byte[] bytes) {
    try {
      Files.createDirectories(folder);
      boolean accepted = readMeasured(bytes);
      checkOutside();
      return accepted;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      clear();
    }
  }

  private boolean readMeasured(byte[] bytes) throws IOException {
    long allocated = THREAD.getCurrentThreadAllocatedBytes();
    long time = THREAD.getCurrentThreadCpuTime();
    boolean accepted = read(bytes);
    time = THREAD.getCurrentThreadCpuTime() - time;
    allocated = THREAD.getCurrentThreadAllocatedBytes() - allocated;
    require(time < SECONDS * NANOS, "it took %d s".formatted(time / NANOS));
    long limit = kind.limit(bytes.length);
    require(
        allocated <= limit,
        "%d bytes were allocated for %d, expected at most %d"
            .formatted(allocated, bytes.length, limit));
    return accepted;
  }

  private boolean read(byte[] bytes) throws IOException {
    try {
      kind.read(folder, bytes);
      return true;
    } catch (UserError e) {
      String message = e.getMessage();
      require(message.length() <= LONGEST, "the message is long: " + message);
      require(message.chars().noneMatch(Character::isISOControl), "not one line: " + message);
      return false;
    }
  }

  private void checkOutside() throws IOException {
    require(names(root).equals(List.of("above")), "written outside: " + names(root));
    Path above = root.resolve("above");
    require(names(above).equals(List.of("folder")), "written outside: " + names(above));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private void require(boolean kept, String otherwise) {
    if (!kept) {
      throw new AssertionError(kind + ": " + otherwise);
    }
  }

  private void clear() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
