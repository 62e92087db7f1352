package dev.lamina.graph.decl;

import dev.lamina.graph.recipe.AugmentationKind;
import java.util.List;
import java.util.Set;

/**
 * How a network is declared to be trained.
 *
 * @param optimizer the update's kind
 * @param learningRate of the first epoch, or {@link #USUAL}
 * @param momentum of SGD
 * @param nesterov whether that is Nesterov's
 * @param beta1 of AdamW
 * @param beta2 of AdamW
 * @param epsilon of AdamW
 * @param weightDecay of either
 * @param schedule the learning rate's kind of change
 * @param milestones of a multi-step schedule
 * @param gamma of a multi-step schedule
 * @param minimumLearningRate of a cosine schedule
 * @param warmupEpochs epochs with a rising learning rate
 * @param epochs of a run
 * @param batchSize images of a step
 * @param augment what is done to training images
 * @param labelSmoothing part of a target that all classes share
 * @param clipNorm greatest norm of the gradients, 0 for any
 * @param averageDecay of the weights' moving average, 0 for none
 * @param written names of the attributes that the network itself writes
 * @param origin the annotation
 */
public record TrainingDecl(
    Optimizer optimizer,
    double learningRate,
    double momentum,
    boolean nesterov,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    Schedule schedule,
    List<Integer> milestones,
    double gamma,
    double minimumLearningRate,
    int warmupEpochs,
    int epochs,
    int batchSize,
    AugmentationKind augment,
    double labelSmoothing,
    double clipNorm,
    double averageDecay,
    Set<String> written,
    Origin origin) {

  /** Stands for the learning rate that suits the optimizer. */
  public static final double USUAL = 0;

  public TrainingDecl {
    milestones = List.copyOf(milestones);
    written = Set.copyOf(written);
  }

  /** The optimizers. */
  public enum Optimizer {
    /** Stochastic gradient descent with momentum. */
    SGD,
    /** Adam with decoupled weight decay. */
    ADAMW
  }

  /** The schedules. */
  public enum Schedule {
    /** A factor after each milestone. */
    MULTI_STEP,
    /** Half a cosine. */
    COSINE
  }
}
