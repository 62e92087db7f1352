package dev.lamina.onednn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Memory that this process may still take, on Linux: what the system has, or what is left of the
 * container's limit if that is less. Caches of files count as free, since they give way.
 */
final class HostMemory {
  private static final Path SYSTEM = Path.of("/proc/meminfo");
  private static final Path CONTAINER = Path.of("/sys/fs/cgroup");
  private static final int KIB = 1024;

  private HostMemory() {}

  /** Bytes; empty where the system does not tell. */
  static OptionalLong available() {
    return available(SYSTEM, CONTAINER);
  }

  static OptionalLong available(Path system, Path container) {
    return LongStream.concat(ofSystem(system).stream(), ofContainer(container).stream()).min();
  }

  private static OptionalLong ofSystem(Path file) {
    return entry(file, "MemAvailable:").stream().map(kib -> kib * KIB).findFirst();
  }

  private static OptionalLong ofContainer(Path folder) {
    OptionalLong limit = number(folder.resolve("memory.max"));
    OptionalLong used = number(folder.resolve("memory.current"));
    if (limit.isEmpty() || used.isEmpty()) {
      return OptionalLong.empty();
    }
    long cached = entry(folder.resolve("memory.stat"), "inactive_file").orElse(0);
    return OptionalLong.of(Math.max(0, limit.getAsLong() - used.getAsLong() + cached));
  }

  /** The only number of a file; empty for the word that stands for no limit. */
  private static OptionalLong number(Path file) {
    return lines(file).filter(line -> line.matches("\\d+")).mapToLong(Long::parseLong).findFirst();
  }

  /** The number behind a name. */
  private static OptionalLong entry(Path file, String name) {
    return lines(file)
        .map(line -> line.split("\\s+"))
        .filter(words -> words.length > 1 && words[0].equals(name))
        .mapToLong(words -> Long.parseLong(words[1]))
        .findFirst();
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      // Another system, or no container: nothing to say.
      return Stream.empty();
    }
  }
}
