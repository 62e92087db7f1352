package dev.lamina.benchmarks.result;

import java.io.IOException;
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
 * @param busyCores how many cores something else used before the comparison began; below 0 where
 *     that is not known
 * @param system operating system
 * @param java version of the JVM of all sides that have one
 * @param date in UTC
 * @param settings of the comparison
 */
public record Conditions(
    String processor,
    int cores,
    double busyCores,
    String system,
    String java,
    String date,
    Settings settings) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final String MODEL = "model name";

  /** Those of this machine, now, with what was seen of its other work. */
  public static Conditions here(Settings settings, double busyCores) {
    return new Conditions(
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        busyCores,
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
    return busyCores > cores / 8.0;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %.1f of them busy before the start; %s; Java %s; %s",
        processor,
        cores,
        Math.max(0, busyCores),
        system,
        java,
        date);
  }
}
