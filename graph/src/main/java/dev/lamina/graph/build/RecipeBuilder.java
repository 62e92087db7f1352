package dev.lamina.graph.build;

import dev.lamina.graph.decl.TrainingDecl;
import dev.lamina.graph.op.AdamW;
import dev.lamina.graph.op.Sgd;
import dev.lamina.graph.op.UpdateOp;
import dev.lamina.graph.recipe.CosineSchedule;
import dev.lamina.graph.recipe.LearningRateSchedule;
import dev.lamina.graph.recipe.MultiStepSchedule;
import dev.lamina.graph.recipe.Recipe;

/** Builds the recipe of a declaration without errors. */
public final class RecipeBuilder {
  private RecipeBuilder() {}

  /** The recipe. */
  public static Recipe build(TrainingDecl training) {
    UpdateOp optimizer = optimizer(training);
    return Recipe.of(optimizer, learningRate(training, optimizer))
        .withSchedule(schedule(training))
        .withWarmupEpochs(training.warmupEpochs())
        .withEpochs(training.epochs())
        .withBatchSize(training.batchSize())
        .withAugmentation(training.augment())
        .withLabelSmoothing(training.labelSmoothing())
        .withClipNorm(training.clipNorm())
        .withAverageDecay(training.averageDecay());
  }

  private static UpdateOp optimizer(TrainingDecl training) {
    return switch (training.optimizer()) {
      case SGD -> new Sgd(training.momentum(), training.weightDecay(), training.nesterov());
      case ADAMW ->
          new AdamW(training.beta1(), training.beta2(), training.epsilon(), training.weightDecay());
    };
  }

  private static double learningRate(TrainingDecl training, UpdateOp optimizer) {
    return training.learningRate() == TrainingDecl.USUAL
        ? Recipe.usualLearningRate(optimizer)
        : training.learningRate();
  }

  private static LearningRateSchedule schedule(TrainingDecl training) {
    return switch (training.schedule()) {
      case MULTI_STEP ->
          training.milestones().isEmpty()
              ? MultiStepSchedule.constant()
              : new MultiStepSchedule(training.milestones(), training.gamma());
      case COSINE -> new CosineSchedule(training.minimumLearningRate());
    };
  }
}
