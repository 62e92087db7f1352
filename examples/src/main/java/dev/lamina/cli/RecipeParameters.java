package dev.lamina.cli;

import dev.lamina.graph.op.AdamW;
import dev.lamina.graph.op.Sgd;
import dev.lamina.graph.op.UpdateOp;
import dev.lamina.graph.recipe.AugmentationKind;
import dev.lamina.graph.recipe.CosineSchedule;
import dev.lamina.graph.recipe.LearningRateSchedule;
import dev.lamina.graph.recipe.MultiStepSchedule;
import dev.lamina.graph.recipe.Recipe;
import dev.lamina.runtime.UserError;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What to do otherwise than the network's own recipe. */
final class RecipeParameters {
  private static final double DROP = 0.1;

  /** The optimizers, as they are written on the command line. */
  enum OptimizerName {
    sgd,
    adamw
  }

  /** The schedules, as they are written on the command line. */
  enum ScheduleName {
    multistep,
    cosine
  }

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "Passes over the training images. Default, as of all up to --average-decay: the recipe's.")
  private Optional<Integer> epochs = Optional.empty();

  @Option(names = "--batch-size", paramLabel = "N", description = "Images of a step.")
  private Optional<Integer> batchSize = Optional.empty();

  @Option(
      names = "--optimizer",
      paramLabel = "OPTIMIZER",
      description = "${COMPLETION-CANDIDATES}; another one than the recipe's has its usual rate.")
  private Optional<OptimizerName> optimizer = Optional.empty();

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description = "Where the schedule begins.")
  private Optional<Double> learningRate = Optional.empty();

  @Option(names = "--momentum", paramLabel = "M", description = "Of sgd, 0 to below 1.")
  private Optional<Double> momentum = Optional.empty();

  @Option(
      names = "--nesterov",
      negatable = true,
      description = "Whether the momentum of sgd is Nesterov's.")
  private Optional<Boolean> nesterov = Optional.empty();

  @Option(names = "--weight-decay", paramLabel = "D", description = "On every parameter.")
  private Optional<Double> weightDecay = Optional.empty();

  @Option(
      names = "--schedule",
      paramLabel = "SCHEDULE",
      description = "Of the learning rate: ${COMPLETION-CANDIDATES}.")
  private Optional<ScheduleName> schedule = Optional.empty();

  @Option(
      names = "--milestones",
      paramLabel = "EPOCH",
      split = ",",
      description = "Epochs after which multistep drops the learning rate to a tenth.")
  private List<Integer> milestones = List.of();

  @Option(
      names = "--warmup-epochs",
      paramLabel = "N",
      description = "Epochs over which the learning rate rises from nothing.")
  private Optional<Integer> warmupEpochs = Optional.empty();

  @Option(
      names = "--augment",
      paramLabel = "AUGMENTATION",
      converter = AugmentationName.class,
      completionCandidates = AugmentationName.class,
      description = "Of training images: ${COMPLETION-CANDIDATES}.")
  private Optional<AugmentationKind> augmentation = Optional.empty();

  @Option(
      names = "--label-smoothing",
      paramLabel = "PART",
      description = "The part of each target that all classes share.")
  private Optional<Double> labelSmoothing = Optional.empty();

  @Option(
      names = "--clip-norm",
      paramLabel = "NORM",
      description = "Scale gradients down to this norm; 0 does not.")
  private Optional<Double> clipNorm = Optional.empty();

  @Option(
      names = "--average-decay",
      paramLabel = "DECAY",
      description = "Validate and keep a moving average of the weights; 0 does not.")
  private Optional<Double> averageDecay = Optional.empty();

  /**
   * The recipe with what was given.
   *
   * @throws UserError if something was given that would have no effect
   */
  Recipe change(Recipe recipe) {
    Recipe changed = learningRate(optimizer(recipe));
    changed = schedule(changed);
    changed = changed.withEpochs(epochs.orElse(changed.epochs()));
    changed = changed.withBatchSize(batchSize.orElse(changed.batchSize()));
    changed = changed.withWarmupEpochs(warmupEpochs.orElse(changed.warmupEpochs()));
    changed = changed.withAugmentation(augmentation.orElse(changed.augmentation()));
    changed = changed.withLabelSmoothing(labelSmoothing.orElse(changed.labelSmoothing()));
    changed = changed.withClipNorm(clipNorm.orElse(changed.clipNorm()));
    return changed.withAverageDecay(averageDecay.orElse(changed.averageDecay()));
  }

  private Recipe learningRate(Recipe recipe) {
    return recipe.withLearningRate(learningRate.orElse(recipe.learningRate()));
  }

  private Recipe optimizer(Recipe recipe) {
    boolean other =
        optimizer.isPresent() && (optimizer.get() == OptimizerName.sgd) != isSgd(recipe);
    Recipe base = other ? usual(optimizer.get(), recipe) : recipe;
    return base.withOptimizer(
        base.optimizer() instanceof Sgd sgd ? sgd(sgd) : adamW((AdamW) base.optimizer()));
  }

  private static boolean isSgd(Recipe recipe) {
    return recipe.optimizer() instanceof Sgd;
  }

  /** The recipe with the defaults of the other optimizer. */
  private static Recipe usual(OptimizerName name, Recipe recipe) {
    UpdateOp usual = name == OptimizerName.sgd ? Sgd.usual() : AdamW.usual();
    return recipe.withOptimizer(usual).withLearningRate(Recipe.usualLearningRate(usual));
  }

  private UpdateOp sgd(Sgd sgd) {
    return new Sgd(
        momentum.orElse(sgd.momentum()),
        weightDecay.orElse(sgd.weightDecay()),
        nesterov.orElse(sgd.nesterov()));
  }

  private UpdateOp adamW(AdamW adamW) {
    if (momentum.isPresent() || nesterov.isPresent()) {
      throw new UserError(
          "--momentum and --nesterov have no effect with AdamW; leave them out, or give --optimizer sgd");
    }
    return new AdamW(
        adamW.beta1(), adamW.beta2(), adamW.epsilon(), weightDecay.orElse(adamW.weightDecay()));
  }

  private Recipe schedule(Recipe recipe) {
    LearningRateSchedule before = recipe.schedule();
    boolean cosine =
        schedule.map(name -> name == ScheduleName.cosine).orElse(before instanceof CosineSchedule);
    if (cosine && !milestones.isEmpty()) {
      throw new UserError(
          "--milestones have no effect with a cosine schedule; leave them out, or give --schedule multistep");
    }
    if (cosine) {
      return before instanceof CosineSchedule ? recipe : recipe.withSchedule(new CosineSchedule(0));
    }
    if (milestones.isEmpty() && before instanceof CosineSchedule) {
      return recipe.withSchedule(MultiStepSchedule.constant());
    }
    return milestones.isEmpty()
        ? recipe
        : recipe.withSchedule(new MultiStepSchedule(milestones, DROP));
  }
}
