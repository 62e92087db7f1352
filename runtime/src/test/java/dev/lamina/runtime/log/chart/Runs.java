package dev.lamina.runtime.log.chart;

import dev.lamina.runtime.log.metrics.EpochRow;
import dev.lamina.runtime.log.metrics.RunMetrics;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Runs with figures that a person can draw. */
final class Runs {
  private Runs() {}

  /** A run whose losses are given; accuracies are 0.5 and 0.25, the learning rate 0.1. */
  static RunMetrics withLosses(String name, double... losses) {
    List<EpochRow> rows =
        IntStream.range(0, losses.length)
            .mapToObj(i -> new EpochRow(i + 1, 0.1, losses[i], 0.5, 2, 0.25, i == 0, 1, 100))
            .toList();
    return new RunMetrics(name, Path.of(name, "metrics.jsonl"), rows);
  }
}
