package dev.lamina.cli;

import dev.lamina.runtime.bench.BenchmarkResult;
import dev.lamina.runtime.bench.MachineSpeed;
import dev.lamina.runtime.bench.Spread;
import dev.lamina.runtime.bench.StepLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A benchmark for people and for programs. */
final class BenchReport {
  private static final double GIGA = 1e-9;
  private static final double MILLIS = 1e3;

  private final BenchmarkResult result;

  BenchReport(BenchmarkResult result) {
    this.result = result;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s on %s: %s"
            .formatted(result.network(), result.device().name(), result.device().reason()));
    lines.add("device: " + result.deviceDescription());
    lines.add(
        "%d %s of %d images; the median, and what a tenth and nine tenths stay below"
            .formatted(result.steps(), kind(), result.batchSize()));
    lines.add("");
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("speed", spread("%.1f", result.imagesPerSecond(), 1) + " images/s"));
    rows.add(row("step", spread("%.2f", result.stepSeconds(), MILLIS) + " ms"));
    start().ifPresent(seconds -> rows.add(row("start", start(seconds))));
    rows.add(row("memory", memory()));
    faultsPerStep().ifPresent(faults -> rows.add(row("faults", faults(faults))));
    rows.add(row("limit", limit()));
    rows.add(row("", machine()));
    result
        .alone()
        .map(limit -> new AloneReport(result, limit))
        .ifPresent(report -> rows.addAll(report.rows()));
    lines.addAll(Columns.align(rows));
    return lines;
  }

  private String kind() {
    return result.inference() ? "batches in inference" : "training steps";
  }

  private static List<String> row(String topic, String text) {
    return List.of(topic, text);
  }

  private static String spread(String format, Spread spread, double unit) {
    return Terminal.text(
        format + " (" + format + " to " + format + ")",
        spread.median() * unit,
        spread.p10() * unit,
        spread.p90() * unit);
  }

  /** Seconds from the start of this process to the end of the first step, if the system tells. */
  private Optional<Double> start() {
    return ProcessHandle.current().info().startInstant().map(this::secondsSince);
  }

  private double secondsSince(Instant start) {
    return Duration.between(start, result.firstStep()).toMillis() / MILLIS;
  }

  private static String start(double seconds) {
    return Terminal.text("%.2f s from the start of Java to the end of the first step", seconds);
  }

  private String memory() {
    String device = Terminal.text("%.0f MiB on the device", mebibytes(result.devicePeakBytes()));
    return result.residentPeakBytes().isPresent()
        ? device
            + Terminal.text(
                ", %.0f MiB resident in all, at their peaks",
                mebibytes(result.residentPeakBytes().getAsLong()))
        : device + ", at its peak";
  }

  /** Minor page faults of a step, on average, if the system tells. */
  private OptionalDouble faultsPerStep() {
    return result.pageFaults().isPresent()
        ? OptionalDouble.of(result.pageFaults().getAsLong() / (double) result.steps())
        : OptionalDouble.empty();
  }

  private static String faults(double perStep) {
    return Terminal.text("%.1f pages of memory first touched in a step", perStep);
  }

  private static double mebibytes(long bytes) {
    return bytes / (double) (1 << 20);
  }

  private String limit() {
    return Terminal.text(
        "%.2f ms a step, %.1f images/s; reached %.0f %% of it",
        result.limit().seconds() * MILLIS, limitImagesPerSecond(), 100 * part());
  }

  private double limitImagesPerSecond() {
    return result.batchSize() / result.limit().seconds();
  }

  private double part() {
    return result.limit().seconds() / result.stepSeconds().median();
  }

  private String machine() {
    StepLimit limit = result.limit();
    MachineSpeed speed = limit.speed();
    return Terminal.text(
        "%.1f GFLOP at %.1f GFLOP/s (matrix products here) or %.2f GB at %.1f GB/s (copies here),"
            + " op by op",
        limit.cost().flops() * GIGA,
        speed.flopsPerSecond() * GIGA,
        limit.cost().bytes() * GIGA,
        speed.bytesPerSecond() * GIGA);
  }

  JsonLine json() {
    JsonLine line =
        new JsonLine()
            .put("model", result.network())
            .put("device", result.device().name())
            .put("device_description", result.deviceDescription())
            .put("batch_size", result.batchSize())
            .put("inference", result.inference())
            .put("steps", result.steps());
    spread(line, "images_per_second", result.imagesPerSecond(), 1);
    spread(line, "step_ms", result.stepSeconds(), MILLIS);
    start().ifPresent(seconds -> line.put("first_step_seconds", seconds));
    line.put("device_peak_bytes", result.devicePeakBytes());
    result.residentPeakBytes().ifPresent(bytes -> line.put("resident_peak_bytes", bytes));
    faultsPerStep().ifPresent(faults -> line.put("page_faults_per_step", faults));
    line.put("limit_step_ms", result.limit().seconds() * MILLIS)
        .put("limit_images_per_second", limitImagesPerSecond())
        .put("limit_reached", part())
        .put("step_gflop", result.limit().cost().flops() * GIGA)
        .put("step_gigabytes", result.limit().cost().bytes() * GIGA)
        .put("gemm_gflops", result.limit().speed().flopsPerSecond() * GIGA)
        .put("copy_gigabytes_per_second", result.limit().speed().bytesPerSecond() * GIGA);
    result.alone().map(limit -> new AloneReport(result, limit)).ifPresent(more -> more.addTo(line));
    return line;
  }

  private static void spread(JsonLine line, String name, Spread spread, double unit) {
    line.put(name, spread.median() * unit)
        .put(name + "_p10", spread.p10() * unit)
        .put(name + "_p90", spread.p90() * unit);
  }
}
