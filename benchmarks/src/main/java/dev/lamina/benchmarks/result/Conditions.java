package dev.lamina.benchmarks.result;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * What has to stand beside every figure.
 *
 * @param processor name of the CPU
 * @param cores that the system has
 * @param load the system's load average over a minute when the comparison began; below 0 where it
 *     is not known
 * @param system operating system
 * @param java version of the JVM of all sides that have one
 * @param date in UTC
 * @param settings of the comparison
 */
public record Conditions(
    String processor,
    int cores,
    double load,
    String system,
    String java,
    String date,
    Settings settings) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final String MODEL = "model name";

  /** Those of this machine, now. */
  public static Conditions here(Settings settings) {
    return new Conditions(
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.version"),
        OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES).toString(),
        settings);
  }

  private static String processorName() {
    try (var lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith(MODEL))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  /** Whether something else kept the machine busy from the start. */
  public boolean busy() {
    return load > cores / 4.0;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, load %.1f at the start; %s; Java %s; %s",
        processor,
        cores,
        load,
        system,
        java,
        date);
  }
}
