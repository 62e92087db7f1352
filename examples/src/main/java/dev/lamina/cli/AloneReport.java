package dev.lamina.cli;

import dev.lamina.runtime.bench.AloneLimit;
import dev.lamina.runtime.bench.BenchmarkResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a step could reach by what each kernel takes alone, for people and for programs. What is
 * computed again to save memory is not needed, and is told apart.
 */
final class AloneReport {
  private static final double GIGA = 1e-9;
  private static final double MILLIS = 1e3;
  // What is less would be shown as 0.00 ms.
  private static final double SHOWN_SECONDS = 5e-6;

  private final BenchmarkResult result;
  private final AloneLimit all;
  private final AloneLimit needed;

  AloneReport(BenchmarkResult result, AloneLimit all) {
    this.result = result;
    this.all = all;
    this.needed = all.withoutRepeats();
  }

  /** Rows of a topic and a text. */
  List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "alone",
            Terminal.text(
                "%.2f ms a step, %.1f images/s; reached %.0f %% of it",
                needed.seconds() * MILLIS, imagesPerSecond(), 100 * reached(needed))));
    rows.add(List.of("", parts()));
    if (all.seconds() > needed.seconds()) {
      rows.add(List.of("", repeats()));
    }
    return rows;
  }

  private String parts() {
    String kinds =
        needed.kernelSecondsByKind().entrySet().stream()
            .filter(kind -> kind.getValue() >= SHOWN_SECONDS)
            .map(kind -> Terminal.text("%s %.2f", kind.getKey(), kind.getValue() * MILLIS))
            .collect(Collectors.joining(", "));
    return Terminal.text(
        "%.2f ms of kernels alone (%s) and %.2f ms for %.2f GB at %.1f GB/s",
        needed.kernelSeconds() * MILLIS,
        kinds,
        (needed.seconds() - needed.kernelSeconds()) * MILLIS,
        needed.bytes() * GIGA,
        needed.speed().bytesPerSecond() * GIGA);
  }

  private String repeats() {
    return Terminal.text(
        "%.2f ms with what is computed again to save memory; reached %.0f %% of that",
        all.seconds() * MILLIS, 100 * reached(all));
  }

  private double imagesPerSecond() {
    return result.batchSize() / needed.seconds();
  }

  private double reached(AloneLimit limit) {
    return limit.seconds() / result.stepSeconds().median();
  }

  /** Adds the limit to a JSON object. */
  void addTo(JsonLine line) {
    line.put("alone_step_ms", needed.seconds() * MILLIS)
        .put("alone_images_per_second", imagesPerSecond())
        .put("alone_reached", reached(needed))
        .put("alone_kernels_ms", needed.kernelSeconds() * MILLIS)
        .put("alone_gigabytes", needed.bytes() * GIGA)
        .put("alone_with_repeats_step_ms", all.seconds() * MILLIS)
        .put("alone_with_repeats_reached", reached(all))
        .put(
            "alone_by_op",
            needed.kernelSecondsByKind().entrySet().stream().map(AloneReport::json).toList());
  }

  private static JsonLine json(Map.Entry<String, Double> kind) {
    return new JsonLine().put("name", kind.getKey()).put("kernels_ms", kind.getValue() * MILLIS);
  }
}
