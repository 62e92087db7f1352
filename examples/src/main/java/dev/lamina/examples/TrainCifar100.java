package dev.lamina.examples;

import dev.lamina.runtime.data.cifar.Cifar100;
import dev.lamina.runtime.data.download.DownloadProgress;
import dev.lamina.runtime.training.LineReport;
import dev.lamina.runtime.training.Training;
import dev.lamina.runtime.training.TrainingResult;

/**
 * Trains a residual network on CIFAR-100 instead.
 *
 * <p>The data set is fetched on first use; {@code new Cifar100Folder(Path.of("data"))} would read
 * it from a folder, and {@code new ImageFolder(Path.of("flowers"))} images of your own.
 */
public final class TrainCifar100 {

  private TrainCifar100() {}

  /** Trains by the recipe for CIFAR-10, on the best device that this machine has. */
  public static void main(String[] args) {
    TrainingResult result =
        Training.of(new CompiledCifar100ResNet(), Cifar100.standard(DownloadProgress.silent()))
            .listener(new LineReport(System.out))
            .run();
    System.out.println("Best weights: " + result.checkpoint());
  }
}
