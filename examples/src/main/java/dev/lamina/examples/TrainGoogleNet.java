package dev.lamina.examples;

import dev.lamina.models.CompiledGoogleNet;
import dev.lamina.runtime.data.cifar.Cifar10;
import dev.lamina.runtime.data.download.DownloadProgress;
import dev.lamina.runtime.training.LineReport;
import dev.lamina.runtime.training.Training;
import dev.lamina.runtime.training.TrainingResult;

/**
 * Trains a network of Inception blocks, with AdamW.
 *
 * <p>CIFAR-10 is fetched on first use; {@code new Cifar10Folder(Path.of("data"))} would read it
 * from a folder instead.
 */
public final class TrainGoogleNet {

  private TrainGoogleNet() {}

  /** Trains by the published recipe, on the best device that this machine has. */
  public static void main(String[] args) {
    TrainingResult result =
        Training.of(new CompiledGoogleNet(), Cifar10.standard(DownloadProgress.silent()))
            .listener(new LineReport(System.out))
            .run();
    System.out.println("Best weights: " + result.checkpoint());
  }
}
