package dev.lamina.cli;

import static dev.lamina.runtime.training.LineReport.percent;

import dev.lamina.runtime.training.EvaluationResult;
import java.io.PrintStream;

/**
 * Tells how good weights are.
 *
 * @param json whether the last line of standard output is one JSON object
 */
record EvaluationReport(Terminal terminal, boolean json) {

  void print(String model, EvaluationResult result) {
    PrintStream lines = terminal.people(json);
    lines.println(model + " on " + result.device().name() + ": " + result.device().reason());
    result.dataNotice().ifPresent(notice -> lines.println("note: " + notice));
    lines.println(
        "val " + percent(result.validationAccuracy()) + ", test " + percent(result.testAccuracy()));
    if (json) {
      terminal.out().println(summary(model, result));
    }
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
