package dev.lamina.examples;

import dev.lamina.models.CompiledDenseNet;
import dev.lamina.runtime.data.cifar.Cifar10;
import dev.lamina.runtime.data.download.DownloadProgress;
import dev.lamina.runtime.training.LineReport;
import dev.lamina.runtime.training.Training;
import dev.lamina.runtime.training.TrainingResult;

/**
 * Trains a densely connected network, with AdamW.
 *
 * <p>CIFAR-10 is fetched on first use; {@code new Cifar10Folder(Path.of("data"))} would read it
 * from a folder instead.
 */
public final class TrainDenseNet {

  private TrainDenseNet() {}

  /** Trains by the published recipe, on the best device that this machine has. */
  public static void main(String[] args) {
    TrainingResult result =
        Training.of(new CompiledDenseNet(), Cifar10.standard(DownloadProgress.silent()))
            .listener(new LineReport(System.out))
            .run();
    System.out.println("Best weights: " + result.checkpoint());
  }
}
