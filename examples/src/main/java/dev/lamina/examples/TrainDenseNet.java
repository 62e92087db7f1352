package dev.lamina.examples;

import dev.lamina.models.CompiledDenseNet;
import dev.lamina.runtime.data.cifar.Cifar10Folder;
import dev.lamina.runtime.training.LineReport;
import dev.lamina.runtime.training.Training;
import dev.lamina.runtime.training.TrainingResult;
import java.nio.file.Path;

/**
 * Trains a densely connected network, with AdamW.
 *
 * <p>Its one argument is the folder with CIFAR-10's binary files, {@code data} by default.
 */
public final class TrainDenseNet {

  private TrainDenseNet() {}

  /** Trains by the published recipe, on the best device that this machine has. */
  public static void main(String[] args) {
    Path data = Path.of(args.length > 0 ? args[0] : "data");
    TrainingResult result =
        Training.of(new CompiledDenseNet(), new Cifar10Folder(data))
            .listener(new LineReport(System.out))
            .run();
    System.out.println("Best weights: " + result.checkpoint());
  }
}
