package dev.lamina.onednn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this process has of the system, as Linux tells.
 *
 * @param resident bytes of memory, after a collection of garbage
 * @param threads those of native libraries included
 * @param files open handles
 */
record Footprint(long resident, int threads, int files) {

  private static final Path SELF = Path.of("/proc/self");

  static Footprint now() throws IOException {
    System.gc();
    return new Footprint(
        1024 * status("VmRSS:"), (int) status("Threads:"), entries(SELF.resolve("fd")));
  }

  private static long status(String key) throws IOException {
    return Files.readAllLines(SELF.resolve("status")).stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.split("\\s+", -1)[1]))
        .findFirst()
        .orElseThrow();
  }

  private static int entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return (int) entries.count();
    }
  }

  @Override
  public String toString() {
    return "%.1f MB, %d threads, %d files".formatted(resident / 1e6, threads, files);
  }
}
