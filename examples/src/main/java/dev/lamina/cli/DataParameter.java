package dev.lamina.cli;

import dev.lamina.runtime.data.DatasetSource;
import dev.lamina.runtime.data.cifar.Cifar10Folder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The images that a command works on. */
final class DataParameter {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description =
          "Folder with CIFAR-10's binary files, or with cifar-10-batches-bin/. Default:"
              + " ${DEFAULT-VALUE}.")
  private Path folder;

  DatasetSource source() {
    return new Cifar10Folder(folder);
  }
}
