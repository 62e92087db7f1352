package dev.lamina.examples;

import dev.lamina.examples.blocks.CompiledWideMixNet;
import dev.lamina.runtime.data.cifar.Cifar10Folder;
import dev.lamina.runtime.training.LineReport;
import dev.lamina.runtime.training.Training;
import dev.lamina.runtime.training.TrainingResult;
import java.nio.file.Path;

/**
 * Trains a network of blocks that Lamina does not know: see {@link
 * dev.lamina.examples.blocks.WideMixNet}.
 *
 * <p>Its one argument is the folder with CIFAR-10's binary files, {@code data} by default.
 */
public final class TrainWideMixNet {

  private TrainWideMixNet() {}

  /** Trains by the recipe of residual networks, on the best device that this machine has. */
  public static void main(String[] args) {
    Path data = Path.of(args.length > 0 ? args[0] : "data");
    TrainingResult result =
        Training.of(new CompiledWideMixNet(), new Cifar10Folder(data))
            .listener(new LineReport(System.out))
            .run();
    System.out.println("Best weights: " + result.checkpoint());
  }
}
