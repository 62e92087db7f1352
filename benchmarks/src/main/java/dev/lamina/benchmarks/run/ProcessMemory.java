package dev.lamina.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The memory of a process that lies in the machine's, on Linux. */
final class ProcessMemory {
  private static final String PEAK = "VmHWM:";
  private static final long KIB = 1024;

  private ProcessMemory() {}

  /** The most bytes that there ever were; 0 where the system does not tell. */
  static long peakBytes(long process) {
    try {
      return peakBytes(Files.readAllLines(Path.of("/proc", Long.toString(process), "status")));
    } catch (IOException e) {
      return 0;
    }
  }

  static long peakBytes(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith(PEAK))
        .mapToLong(line -> KIB * Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
