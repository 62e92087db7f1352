package dev.lamina.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The file with a network's weights. */
final class WeightsParameter {
  @Option(
      names = "--weights",
      paramLabel = "FILE",
      required = true,
      description = "safetensors, or a PyTorch or Lightning archive (.pt, .pth, .ckpt).")
  private Path file;

  Path file() {
    return file;
  }
}
