package dev.lamina.cli;

import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.training.Training;
import java.io.PrintStream;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a training goes by: data, recipe, seed. */
final class RunParameters {
  @Mixin private DataParameter data;
  @Mixin private RecipeParameters recipe;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides weights, order and augmentation. Default: 42.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Train on the first N images of the training split only; evaluate on all.")
  private Optional<Integer> limit = Optional.empty();

  @Option(
      names = "--check-numerics",
      arity = "0..1",
      fallbackValue = "1",
      paramLabel = "N",
      description =
          "Look at every number of every Nth step (of each step without N), and stop at the first"
              + " that is not finite or saturates, naming step, member and phase. Slow.")
  private Optional<Integer> checkNumerics = Optional.empty();

  DataParameter data() {
    return data;
  }

  /**
   * A training by these parameters.
   *
   * @param notes gets what there is to say of the data
   */
  Training training(CompiledNetwork model, DeviceParameters device, PrintStream notes) {
    Training training =
        Training.of(model, data.source(notes))
            .recipe(recipe::change)
            .on(device.name())
            .deviceOptions(device.options());
    seed.ifPresent(training::seed);
    limit.ifPresent(training::limit);
    checkNumerics.ifPresent(training::checkNumerics);
    return training;
  }
}
