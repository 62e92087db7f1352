package dev.lamina.runtime.training;

import dev.lamina.graph.recipe.Recipe;
import dev.lamina.runtime.UserError;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * One run of a recipe.
 *
 * @param recipe what to do
 * @param seed decides initial weights, order, augmentation and dropout; the split into training and
 *     validation images does not depend on it
 * @param limit train on so many images at the front of the training split; evaluation is always
 *     complete
 * @param out folder for the best weights, made if it is not there
 * @param loaderThreads threads that make batches ahead; they do not change the batches
 * @param checkNumerics every so many steps of an epoch all numbers are looked at; empty for never
 */
public record TrainingConfig(
    Recipe recipe,
    long seed,
    OptionalInt limit,
    Path out,
    int loaderThreads,
    OptionalInt checkNumerics) {

  /** Refuses numbers that cannot be trained with. */
  public TrainingConfig {
    requirePositive("epochs", recipe.epochs());
    requirePositive("batch size", recipe.batchSize());
    requirePositive("loader threads", loaderThreads);
    requireAtLeast("warm-up epochs", 0, recipe.warmupEpochs());
    requirePart("label smoothing", recipe.labelSmoothing());
    requirePart("average decay", recipe.averageDecay());
    if (!(recipe.clipNorm() >= 0)) {
      throw new UserError(
          "the norm to clip at must be positive, or 0 for none, is %s"
              .formatted(recipe.clipNorm()));
    }
    limit.ifPresent(value -> requirePositive("limit", value));
    checkNumerics.ifPresent(value -> requirePositive("steps between checks", value));
    if (!(recipe.learningRate() > 0) || Double.isInfinite(recipe.learningRate())) {
      throw new UserError(
          "the learning rate must be positive, is %s; give another one"
              .formatted(recipe.learningRate()));
    }
  }

  private static void requirePositive(String what, int value) {
    requireAtLeast(what, 1, value);
  }

  private static void requireAtLeast(String what, int least, int value) {
    if (value < least) {
      throw new UserError("%s must be at least %d, is %d".formatted(what, least, value));
    }
  }

  private static void requirePart(String what, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new UserError("%s must lie in [0, 1), is %s".formatted(what, value));
    }
  }
}
