package dev.lamina.cli;

import dev.lamina.runtime.log.chart.CurvesPicture;
import dev.lamina.runtime.log.chart.TextCharts;
import dev.lamina.runtime.log.metrics.EpochRow;
import dev.lamina.runtime.log.metrics.RunMetrics;
import dev.lamina.runtime.training.LineReport;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lamina curves}: how runs went, or go. */
@Command(
    name = "curves",
    description =
        "Draws loss, accuracy and learning rate of training runs, also of those under way, in the"
            + " terminal or as a picture.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  lamina curves runs/ResNet",
      "  lamina curves ResNet DenseNet --svg curves.svg"
    })
final class CurvesCommand implements Runnable {
  private final Terminal terminal;
  private Optional<Path> svg = Optional.empty();

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description =
          "The folder of a run, its metrics.jsonl, or its name in runs/; a folder of runs stands"
              + " for all in it. At most 8.")
  private List<Path> runs;

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "Write a picture instead: the runs laid over each other, with a table.")
  void svg(Path value) {
    svg = Optional.of(value);
  }

  @Option(
      names = "--json",
      description =
          "The last line of standard output is one JSON object; all else to standard error.")
  private boolean json;

  CurvesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    List<RunMetrics> metrics = RunMetrics.read(runs);
    PrintStream people = terminal.people(json);
    if (svg.isPresent()) {
      CurvesPicture.write(svg.get(), metrics);
      people.println("wrote " + svg.get());
    } else {
      TextCharts.lines(metrics, terminal.style(json)).forEach(people::println);
      Columns.align(table(metrics)).forEach(people::println);
    }
    if (json) {
      terminal.out().println(summary(metrics));
    }
  }

  private static List<List<String>> table(List<RunMetrics> runs) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("run", "epochs", "best validation", "at epoch", "training loss", "images/s"));
    for (RunMetrics run : runs) {
      rows.add(
          List.of(
              run.name(),
              String.valueOf(run.last().epoch()),
              LineReport.percent(run.best().validationAccuracy()),
              String.valueOf(run.best().epoch()),
              Terminal.text("%.4f", run.last().trainLoss()),
              Terminal.text("%.0f", run.imagesPerSecond())));
    }
    return rows;
  }

  private static JsonLine summary(List<RunMetrics> runs) {
    return new JsonLine().put("runs", runs.stream().map(CurvesCommand::json).toList());
  }

  private static JsonLine json(RunMetrics run) {
    return new JsonLine()
        .put("run", run.name())
        .put("metrics", run.file().toString())
        .put("epochs", run.last().epoch())
        .put("best_epoch", run.best().epoch())
        .put("val_acc", run.best().validationAccuracy())
        .put("images_per_second", run.imagesPerSecond())
        .put("rows", run.rows().stream().map(EpochRow::byColumn).map(JsonLine::of).toList());
  }
}
