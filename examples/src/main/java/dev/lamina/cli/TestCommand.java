package dev.lamina.cli;

import static dev.lamina.runtime.training.LineReport.percent;

import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.training.Evaluation;
import dev.lamina.runtime.training.EvaluationResult;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lamina test}: how good weights in a file are. */
@Command(
    name = "test",
    description = "Measures the accuracy of weights on the validation and the test images.",
    sortOptions = false,
    footer = {"", "Example:", "  lamina test ResNet --weights ResNet.ckpt --data data"})
final class TestCommand implements Runnable {
  private final Terminal terminal;

  @Mixin private NetworkParameter network;

  @Mixin private WeightsParameter weights;
  @Mixin private DataParameter data;
  @Mixin private DeviceParameters device;

  @Option(
      names = "--json",
      description =
          "The last line of standard output is one JSON object; all else to standard error.")
  private boolean json;

  TestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    CompiledNetwork model = network.network();
    EvaluationResult result =
        Evaluation.of(model, data.source(terminal.people(json)))
            .on(device.name())
            .deviceOptions(device.options())
            .run(weights.file());
    String name = model.spec().name();
    report(name, result);
    if (json) {
      terminal.out().println(summary(name, result));
    }
  }

  private void report(String model, EvaluationResult result) {
    PrintStream lines = terminal.people(json);
    lines.println(model + " on " + result.device().name() + ": " + result.device().reason());
    result.dataNotice().ifPresent(notice -> lines.println("note: " + notice));
    lines.println(
        "val " + percent(result.validationAccuracy()) + ", test " + percent(result.testAccuracy()));
  }

  private static JsonLine summary(String model, EvaluationResult result) {
    return new JsonLine()
        .put("model", model)
        .put("device", result.device().name())
        .put("data", result.dataOrigin())
        .put("val_acc", result.validationAccuracy())
        .put("test_acc", result.testAccuracy());
  }
}
