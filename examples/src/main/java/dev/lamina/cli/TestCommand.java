package dev.lamina.cli;

import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.training.Evaluation;
import dev.lamina.runtime.training.EvaluationResult;
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
    new EvaluationReport(terminal, json).print(model.spec().name(), result);
  }
}
