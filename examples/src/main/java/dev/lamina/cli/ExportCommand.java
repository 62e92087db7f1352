package dev.lamina.cli;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.checkpoint.ModelWeights;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.weights.TensorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lamina export}: a trained network for other programs. */
@Command(
    name = "export",
    description =
        "Writes a trained network as an ONNX model (operator set 13; input float32"
            + " (batch, C, H, W), output logits), or its weights as safetensors.",
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  lamina export ResNet --weights runs/ResNet/ResNet.safetensors --out ResNet.onnx"
    })
final class ExportCommand implements Runnable {
  private final Terminal terminal;
  private Optional<Path> out = Optional.empty();

  @Mixin private NetworkParameter network;
  @Mixin private WeightsParameter weights;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "onnx",
      converter = ExportFormat.Converter.class,
      completionCandidates = ExportFormat.Texts.class,
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private ExportFormat format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file to write; one that is there is replaced. Default: MODEL.FORMAT.")
  void out(Path value) {
    out = Optional.of(value);
  }

  ExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    CompiledNetwork model = network.network();
    TensorFile file = ModelWeights.read(model.spec(), weights.file());
    Path target = out.orElse(Path.of(model.spec().name() + "." + format.text()));
    refuseWeightsThemselves(target);
    format.write(target, model, file);
    terminal.out().println("wrote " + target);
  }

  private void refuseWeightsThemselves(Path target) {
    try {
      if (Files.exists(target) && Files.isSameFile(target, weights.file())) {
        throw new UserError(
            "%s is the file of the weights, which would be lost; give another one with --out"
                .formatted(target));
      }
    } catch (IOException e) {
      throw new UserError("cannot look at %s: %s".formatted(target, e.getMessage()), e);
    }
  }
}
