package dev.lamina.examples;

import dev.lamina.models.CompiledResNeXt29Small;
import dev.lamina.runtime.data.cifar.Cifar10;
import dev.lamina.runtime.data.download.DownloadProgress;
import dev.lamina.runtime.training.LineReport;
import dev.lamina.runtime.training.Training;
import dev.lamina.runtime.training.TrainingResult;
import java.nio.file.Path;

/**
 * Trains a small ResNeXt, with choices of its own where the other examples follow the recipe: fewer
 * epochs, another seed, another folder for the weights.
 *
 * <p>CIFAR-10 is fetched on first use; {@code new Cifar10Folder(Path.of("data"))} would read it
 * from a folder instead.
 */
public final class TrainResNeXt {
  private static final int EPOCHS = 30;

  private TrainResNeXt() {}

  /** Trains on the best device that this machine has; {@code on("onednn")} would name one. */
  public static void main(String[] args) {
    TrainingResult result =
        Training.of(new CompiledResNeXt29Small(), Cifar10.standard(DownloadProgress.silent()))
            .recipe(recipe -> recipe.withEpochs(EPOCHS))
            .seed(7)
            .out(Path.of("runs", "small-resnext"))
            .listener(new LineReport(System.out))
            .run();
    System.out.println("Best weights: " + result.checkpoint());
  }
}
