package dev.lamina.cli;

import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.training.Training;
import dev.lamina.runtime.training.TrainingConfig;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a training goes by: data, recipe, seed. */
final class RunParameters {
  @Spec(Spec.Target.SELF)
  private CommandSpec own;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

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

  /** The options that were given and that only a training heeds: all but those for the images. */
  List<String> given() {
    List<OptionSpec> images = own.mixins().get("data").options();
    return command.commandLine().getParseResult().matchedOptions().stream()
        .filter(option -> own.options().contains(option) && !images.contains(option))
        .map(OptionSpec::longestName)
        .toList();
  }

  /**
   * Looks whether a model can be trained so, although it may not be.
   *
   * @throws dev.lamina.runtime.UserError if not
   */
  void check(CompiledNetwork model) {
    // Neither seed nor folder can be wrong in itself, and one thread is enough to load with.
    new TrainingConfig(
        recipe.change(model.recipe()),
        seed.orElse(0L),
        number(limit),
        Path.of(""),
        1,
        number(checkNumerics));
  }

  private static OptionalInt number(Optional<Integer> given) {
    return given.map(OptionalInt::of).orElseGet(OptionalInt::empty);
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
