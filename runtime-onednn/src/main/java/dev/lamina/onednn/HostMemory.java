package dev.lamina.onednn;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Memory that a session may still take, on Linux: what the system has, or what is left of the
 * container's limit if that is less; but for a reserve.
 */
final class HostMemory {
  /**
   * Bytes left to Java's heap, to its compiled code and to oneDNN's: a process that opens a session
   * while a container has 211 MB left, and plans to use them all, is killed at its first step.
   */
  static final long RESERVE = 128L << 20;

  private static final int KIB = 1024;

  private HostMemory() {}

  /** Bytes; empty where the system does not tell. */
  static OptionalLong available() {
    return available(Path.of("/"));
  }

  /** As seen by a system whose files begin at {@code root}. */
  static OptionalLong available(Path root) {
    LongStream ofGroups =
        ControlGroup.ofThisProcess(root).flatMapToLong(group -> group.available().stream());
    return LongStream.concat(ofSystem(root).stream(), ofGroups)
        .map(bytes -> Math.max(0, bytes - RESERVE))
        .min();
  }

  private static OptionalLong ofSystem(Path root) {
    OptionalLong kib = SystemFile.entry(root.resolve("proc/meminfo"), "MemAvailable:");
    return kib.stream().map(number -> number * KIB).findFirst();
  }
}
