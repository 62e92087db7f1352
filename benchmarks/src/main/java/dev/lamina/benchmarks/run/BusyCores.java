package dev.lamina.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How many cores are busy with something else, on Linux. Not the load average: that remembers the
 * build that came before a comparison.
 */
final class BusyCores {
  /** What {@link #now} gives where the system does not tell. */
  static final double UNKNOWN = -1;

  private static final Path STATISTICS = Path.of("/proc/stat");
  private static final int SECONDS = 3;
  // Of the line's numbers: user, nice, system, idle, iowait, irq, softirq, steal.
  private static final int IDLE = 3;
  private static final int WAITING = 4;
  private static final int NUMBERS = 8;

  private BusyCores() {}

  /** Watches for {@value #SECONDS} seconds. */
  static double now() {
    try {
      String before = Files.readAllLines(STATISTICS).get(0);
      TimeUnit.SECONDS.sleep(SECONDS);
      String after = Files.readAllLines(STATISTICS).get(0);
      return Runtime.getRuntime().availableProcessors() * busyPart(before, after);
    } catch (IOException e) {
      return UNKNOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return UNKNOWN;
    }
  }

  /** The part of all cores' time, 0 to 1, that was not idle between two lines of all cores. */
  static double busyPart(String before, String after) {
    long[] first = numbers(before);
    long[] last = numbers(after);
    long idle = last[IDLE] + last[WAITING] - first[IDLE] - first[WAITING];
    return 1 - idle / (double) (Arrays.stream(last).sum() - Arrays.stream(first).sum());
  }

  private static long[] numbers(String line) {
    return Arrays.stream(line.split(" +"))
        .skip(1)
        .limit(NUMBERS)
        .mapToLong(Long::parseLong)
        .toArray();
  }
}
