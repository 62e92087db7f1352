package dev.lamina.onednn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What this process has of the system, as Linux tells.
 *
 * @param resident bytes of memory, after a collection of garbage
 * @param threads those of native libraries included
 * @param handles what is open, and how often
 */
record Footprint(long resident, int threads, Map<String, Integer> handles) {

  private static final Path SELF = Path.of("/proc/self");

  /** The JVM's own threads open a file and close it again; what stays is there every time. */
  private static final int LOOKS = 5;

  private static final long PAUSE = 20;

  static Footprint now() throws IOException, InterruptedException {
    System.gc();
    Map<String, Integer> handles = open();
    for (int i = 1; i < LOOKS; i++) {
      Thread.sleep(PAUSE);
      Map<String, Integer> again = open();
      handles.keySet().retainAll(again.keySet());
      handles.replaceAll((name, count) -> Math.min(count, again.get(name)));
    }
    return new Footprint(1024 * status("VmRSS:"), (int) status("Threads:"), handles);
  }

  private static long status(String key) throws IOException {
    return Files.readAllLines(SELF.resolve("status")).stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.split("\\s+", -1)[1]))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Integer> open() throws IOException {
    List<Path> entries;
    try (Stream<Path> listed = Files.list(SELF.resolve("fd"))) {
      entries = listed.toList();
    }
    Map<String, Integer> open = new TreeMap<>();
    for (Path entry : entries) {
      try {
        open.merge(Files.readSymbolicLink(entry).toString(), 1, Integer::sum);
      } catch (NoSuchFileException closed) {
        // By the JVM, since they were listed, or that of the listing itself.
      }
    }
    return open;
  }

  @Override
  public String toString() {
    int files = handles.values().stream().mapToInt(Integer::intValue).sum();
    return "%.1f MB, %d threads, %d files".formatted(resident / 1e6, threads, files);
  }
}
