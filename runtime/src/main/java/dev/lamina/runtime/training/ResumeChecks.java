package dev.lamina.runtime.training;

import dev.lamina.graph.recipe.Recipe;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.checkpoint.ModelWeights;
import dev.lamina.runtime.device.Precision;
import dev.lamina.runtime.network.NetworkSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Refuses to go on with a run as if it had been another one. */
final class ResumeChecks {
  private static final String EPOCHS = "epochs";

  private ResumeChecks() {}

  /**
   * Compares what is asked for with what the run began with.
   *
   * @throws UserError that names the first setting that differs
   */
  static void sameRun(
      RunState run,
      Recipe recipe,
      OptionalLong seed,
      OptionalInt limit,
      Optional<Precision> precision) {
    Map<String, Object> began = RecordSettings.of(run.recipe());
    Map<String, Object> asked = RecordSettings.of(recipe);
    began.forEach((name, value) -> check(name, value, asked.getOrDefault(name, "none")));
    seed.ifPresent(value -> check("seed", run.seed(), value));
    limit.ifPresent(
        value -> check("limit", run.limit().isPresent() ? run.limit().getAsInt() : "none", value));
    precision.ifPresent(value -> check("precision", run.precision().text(), value.text()));
    if (recipe.epochs() < run.epochs().size()) {
      throw new UserError(
          "the run has %d epochs behind it, %d are asked for; ask for more, or begin anew"
              .formatted(run.epochs().size(), recipe.epochs()));
    }
  }

  private static void check(String setting, Object began, Object asked) {
    if (!setting.equals(EPOCHS) && !began.equals(asked)) {
      throw new UserError(
          "a resumed run keeps its %s, %s, but %s is asked for; leave it out, or begin anew in another folder"
              .formatted(setting.replace('_', ' '), began, asked));
    }
  }

  /**
   * Refuses to go on without the best weights so far: no later epoch may be better.
   *
   * @param bestEpoch from 0
   */
  static void bestIsThere(NetworkSpec network, Path weights, int bestEpoch) {
    try {
      ModelWeights.read(network, weights);
    } catch (UserError e) {
      throw new UserError(
          "the run's best weights, of epoch %d, cannot be read: %s; put a copy of them there, or begin anew in another folder"
              .formatted(bestEpoch + 1, e.getMessage()),
          e);
    }
  }

  /** Refuses other training images than the run's: more or fewer of them, or other pixels. */
  static void sameImages(StateFile.Saved saved, RunLoaders loaders) {
    int expected = saved.run().trainingImages();
    int given = loaders.training().examplesPerEpoch();
    if (given != expected) {
      throw new UserError(
          "the run of %s goes over %d images an epoch, this data gives %d; give the run's own data"
              .formatted(saved.path(), expected, given));
    }
    int steps = saved.run().partial().steps();
    if (steps > loaders.training().batchesPerEpoch()) {
      throw new UserError(
          "%s has %d steps of an epoch behind it, which has only %d; it is damaged"
              .formatted(saved.path(), steps, loaders.training().batchesPerEpoch()));
    }
    if (!loaders.checksum().equals(saved.run().imagesChecksum())) {
      throw new UserError(
          "the training images are not those that the run of %s began with; give the run's own data"
              .formatted(saved.path()));
    }
  }
}
