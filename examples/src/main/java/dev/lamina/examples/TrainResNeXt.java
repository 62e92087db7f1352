package dev.lamina.examples;

import dev.lamina.models.CompiledResNeXt29Small;
import dev.lamina.runtime.data.cifar.Cifar10Folder;
import dev.lamina.runtime.training.LineReport;
import dev.lamina.runtime.training.Training;
import dev.lamina.runtime.training.TrainingResult;
import java.nio.file.Path;

/**
 * Trains a small ResNeXt, with choices of its own where the other examples follow the recipe: fewer
 * epochs, another seed, another folder for the weights.
 *
 * <p>Its one argument is the folder with CIFAR-10's binary files, {@code data} by default.
 */
public final class TrainResNeXt {
  private static final int EPOCHS = 30;

  private TrainResNeXt() {}

  /** Trains on the best device that this machine has; {@code on("onednn")} would name one. */
  public static void main(String[] args) {
    Path data = Path.of(args.length > 0 ? args[0] : "data");
    TrainingResult result =
        Training.of(new CompiledResNeXt29Small(), new Cifar10Folder(data))
            .recipe(recipe -> recipe.withEpochs(EPOCHS))
            .seed(7)
            .out(Path.of("runs", "small-resnext"))
            .listener(new LineReport(System.out))
            .run();
    System.out.println("Best weights: " + result.checkpoint());
  }
}
