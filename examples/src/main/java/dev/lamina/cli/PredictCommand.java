package dev.lamina.cli;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.DeviceChoice;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.prediction.Classifier;
import dev.lamina.runtime.prediction.Prediction;
import dev.lamina.runtime.training.LineReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lamina predict}: what is on images. */
@Command(
    name = "predict",
    description =
        "Classifies images of any size: the middle of each, resized to what the network takes.",
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  lamina predict ResNet --weights runs/ResNet/ResNet.safetensors cat.jpg ship.png"
    })
final class PredictCommand implements Runnable {
  private final Terminal terminal;

  @Mixin private NetworkParameter network;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "IMAGE",
      description = "PNG or JPEG files, up to 32 megapixels each.")
  private List<Path> images;

  @Mixin private WeightsParameter weights;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many classes to show of each image. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Mixin private DeviceParameters device;

  @Option(
      names = "--json",
      description =
          "The last line of standard output is one JSON object; all else to standard error.")
  private boolean json;

  PredictCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    if (top < 1) {
      throw new UserError("--top must be at least 1, is " + top);
    }
    CompiledNetwork model = network.network();
    DeviceChoice choice = Devices.installed().select(device.name());
    Map<Path, List<Prediction>> best = new LinkedHashMap<>();
    try (Classifier classifier = Classifier.open(model, weights.file(), choice, device.options())) {
      images.forEach(image -> best.put(image, best(classifier.predict(image))));
    }
    Columns.align(table(best)).forEach(terminal.people(json)::println);
    if (json) {
      terminal.out().println(summary(model.spec().name(), choice.name(), best));
    }
  }

  private List<Prediction> best(List<Prediction> all) {
    return all.subList(0, Math.min(top, all.size()));
  }

  private static List<List<String>> table(Map<Path, List<Prediction>> best) {
    List<List<String>> rows = new ArrayList<>();
    best.forEach(
        (image, predictions) -> {
          List<String> row = new ArrayList<>(List.of(image.toString()));
          for (Prediction prediction : predictions) {
            row.add(prediction.name());
            row.add(LineReport.percent(prediction.probability()));
          }
          rows.add(row);
        });
    return rows;
  }

  private static JsonLine summary(String model, String device, Map<Path, List<Prediction>> best) {
    List<JsonLine> images =
        best.entrySet().stream()
            .map(
                entry ->
                    new JsonLine()
                        .put("image", entry.getKey().toString())
                        .put(
                            "classes",
                            entry.getValue().stream().map(PredictCommand::json).toList()))
            .toList();
    return new JsonLine().put("model", model).put("device", device).put("images", images);
  }

  private static JsonLine json(Prediction prediction) {
    return new JsonLine()
        .put("label", prediction.label())
        .put("name", prediction.name())
        .put("probability", prediction.probability());
  }
}
