package dev.lamina.runtime.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How often this process touched memory that it had not touched before, or had given back: its
 * minor page faults, of all threads. A step that needs no new memory causes none of its own; a few
 * come from what else a JVM does.
 */
public final class PageFaults {
  private static final Path PROCESS = Path.of("/proc/self/stat");
  private static final Path THREAD = Path.of("/proc/thread-self/stat");

  /** The place of {@code minflt} behind the process's name, which is in brackets. */
  private static final int MINOR = 7;

  private PageFaults() {}

  /** All since the process began; empty where the system is not Linux. */
  public static OptionalLong soFar() {
    return minor(PROCESS);
  }

  /** Those of the thread that asks alone; empty where the system is not Linux. */
  public static OptionalLong ofThisThread() {
    return minor(THREAD);
  }

  private static OptionalLong minor(Path stat) {
    try {
      return OptionalLong.of(minor(Files.readString(stat)));
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** The name may hold blanks and brackets, what follows it does not. */
  static long minor(String stat) {
    String behindName = stat.substring(stat.lastIndexOf(')') + 2);
    return Long.parseLong(behindName.split(" ", -1)[MINOR]);
  }
}
