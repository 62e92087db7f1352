package dev.lamina.graph.recipe;

import dev.lamina.graph.op.AdamW;
import dev.lamina.graph.op.Sgd;
import dev.lamina.graph.op.UpdateOp;
import java.util.List;

/**
 * How a network is trained.
 *
 * <pre>{@code
 * Recipe.of(new AdamW(0.9, 0.999, 1e-8, 1e-4), 1e-3)
 *     .withSchedule(new CosineSchedule(0))
 *     .withEpochs(60);
 * }</pre>
 *
 * @param optimizer the update of each step
 * @param learningRate where the schedule begins, positive
 * @param schedule how it changes from epoch to epoch
 * @param warmupEpochs epochs over which the learning rate rises from nothing to the schedule's,
 *     step by step and linearly (Goyal et al., 2017, section 2.2); 0 for none
 * @param epochs passes over the training images, at least 1
 * @param batchSize images of a step, at least 1
 * @param augmentation of the training images
 * @param labelSmoothing the part of each target that is spread over all classes, in [0, 1) (Szegedy
 *     et al., 2016, section 7)
 * @param clipNorm the greatest Euclidean norm of all gradients together, beyond which they are
 *     scaled down to it (Pascanu et al., 2013, algorithm 1); 0 does not clip
 * @param averageDecay decay, in [0, 1), of the moving average of weights that validation, test and
 *     the best weights' file use in the place of the weights; 0 for the weights themselves
 */
public record Recipe(
    UpdateOp optimizer,
    double learningRate,
    LearningRateSchedule schedule,
    int warmupEpochs,
    int epochs,
    int batchSize,
    AugmentationKind augmentation,
    double labelSmoothing,
    double clipNorm,
    double averageDecay) {
  private static final int EPOCHS = 180;
  private static final int BATCH_SIZE = 128;

  /**
   * A recipe of 180 epochs with a constant learning rate and batches of 128 images that are flipped
   * and cropped.
   */
  public static Recipe of(UpdateOp optimizer, double learningRate) {
    return new Recipe(
        optimizer,
        learningRate,
        MultiStepSchedule.constant(),
        0,
        EPOCHS,
        BATCH_SIZE,
        AugmentationKind.FLIP_AND_RESIZED_CROP,
        0,
        0,
        0);
  }

  /** The learning rate that an optimizer usually begins with: 0.1 for SGD, 0.001 for AdamW. */
  public static double usualLearningRate(UpdateOp optimizer) {
    return optimizer instanceof AdamW ? 1e-3 : 0.1;
  }

  /**
   * The recipe of networks that declare none: SGD with momentum 0.9 and weight decay 1e-4 for 180
   * epochs, learning rate 0.1, a tenth of it after 100 epochs, a hundredth after 150.
   */
  public static Recipe standard() {
    Sgd sgd = Sgd.usual();
    return of(sgd, usualLearningRate(sgd))
        .withSchedule(new MultiStepSchedule(List.of(100, 150), 0.1));
  }

  /**
   * The learning rate of a step.
   *
   * @param epoch from 0
   * @param step of the epoch, from 0
   * @param stepsPerEpoch at least 1
   */
  public double learningRate(int epoch, int step, int stepsPerEpoch) {
    double rate = schedule.learningRate(learningRate, epoch, epochs);
    if (epoch >= warmupEpochs) {
      return rate;
    }
    double done = (double) epoch * stepsPerEpoch + step + 1;
    return rate * done / ((double) warmupEpochs * stepsPerEpoch);
  }

  /** The same with another optimizer. */
  public Recipe withOptimizer(UpdateOp value) {
    return new Recipe(
        value,
        learningRate,
        schedule,
        warmupEpochs,
        epochs,
        batchSize,
        augmentation,
        labelSmoothing,
        clipNorm,
        averageDecay);
  }

  /** The same with another initial learning rate. */
  public Recipe withLearningRate(double value) {
    return new Recipe(
        optimizer,
        value,
        schedule,
        warmupEpochs,
        epochs,
        batchSize,
        augmentation,
        labelSmoothing,
        clipNorm,
        averageDecay);
  }

  /** The same with another schedule of the learning rate. */
  public Recipe withSchedule(LearningRateSchedule value) {
    return new Recipe(
        optimizer,
        learningRate,
        value,
        warmupEpochs,
        epochs,
        batchSize,
        augmentation,
        labelSmoothing,
        clipNorm,
        averageDecay);
  }

  /** The same with another warm-up. */
  public Recipe withWarmupEpochs(int value) {
    return new Recipe(
        optimizer,
        learningRate,
        schedule,
        value,
        epochs,
        batchSize,
        augmentation,
        labelSmoothing,
        clipNorm,
        averageDecay);
  }

  /** The same with another number of epochs; a schedule's milestones stay where they are. */
  public Recipe withEpochs(int value) {
    return new Recipe(
        optimizer,
        learningRate,
        schedule,
        warmupEpochs,
        value,
        batchSize,
        augmentation,
        labelSmoothing,
        clipNorm,
        averageDecay);
  }

  /** The same with another batch size; the learning rate stays what it is. */
  public Recipe withBatchSize(int value) {
    return new Recipe(
        optimizer,
        learningRate,
        schedule,
        warmupEpochs,
        epochs,
        value,
        augmentation,
        labelSmoothing,
        clipNorm,
        averageDecay);
  }

  /** The same with another augmentation. */
  public Recipe withAugmentation(AugmentationKind value) {
    return new Recipe(
        optimizer,
        learningRate,
        schedule,
        warmupEpochs,
        epochs,
        batchSize,
        value,
        labelSmoothing,
        clipNorm,
        averageDecay);
  }

  /** The same with another label smoothing. */
  public Recipe withLabelSmoothing(double value) {
    return new Recipe(
        optimizer,
        learningRate,
        schedule,
        warmupEpochs,
        epochs,
        batchSize,
        augmentation,
        value,
        clipNorm,
        averageDecay);
  }

  /** The same with another bound of the gradients' norm. */
  public Recipe withClipNorm(double value) {
    return new Recipe(
        optimizer,
        learningRate,
        schedule,
        warmupEpochs,
        epochs,
        batchSize,
        augmentation,
        labelSmoothing,
        value,
        averageDecay);
  }

  /** The same with another moving average of the weights. */
  public Recipe withAverageDecay(double value) {
    return new Recipe(
        optimizer,
        learningRate,
        schedule,
        warmupEpochs,
        epochs,
        batchSize,
        augmentation,
        labelSmoothing,
        clipNorm,
        value);
  }
}
