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
import java.util.List;
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
    List<Row> rows = new ArrayList<>();
    try (Classifier classifier = Classifier.open(model, weights.file(), choice, device.options())) {
      for (Path image : images) {
        rows.add(new Row(image, best(classifier.predict(image))));
      }
    }
    Columns.align(rows.stream().map(Row::cells).toList()).forEach(terminal.people(json)::println);
    if (json) {
      terminal.out().println(summary(model.spec().name(), choice.name(), rows));
    }
  }

  private List<Prediction> best(List<Prediction> all) {
    return all.subList(0, Math.min(top, all.size()));
  }

  private static JsonLine summary(String model, String device, List<Row> rows) {
    List<JsonLine> images = rows.stream().map(Row::json).toList();
    return new JsonLine().put("model", model).put("device", device).put("images", images);
  }

  /** An image, as often as it was given, and what is on it. */
  private record Row(Path image, List<Prediction> best) {
    List<String> cells() {
      List<String> cells = new ArrayList<>(List.of(image.toString()));
      for (Prediction prediction : best) {
        cells.add(prediction.name());
        cells.add(LineReport.percent(prediction.probability()));
      }
      return cells;
    }

    JsonLine json() {
      return new JsonLine()
          .put("image", image.toString())
          .put("classes", best.stream().map(PredictCommand::json).toList());
    }
  }

  private static JsonLine json(Prediction prediction) {
    return new JsonLine()
        .put("label", prediction.label())
        .put("name", prediction.name())
        .put("probability", prediction.probability());
  }
}
