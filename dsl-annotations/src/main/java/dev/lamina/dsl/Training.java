package dev.lamina.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a {@link Network} is trained unless somebody says otherwise: the generated class carries it
 * as its {@code recipe()}.
 *
 * <p>Attributes that a network does not write are those of the network that it extends. Without
 * this annotation anywhere, the defaults below hold with {@code milestones = {100, 150}}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Training {
  /** The learning rate that suits the optimizer: 0.1 for SGD, 0.001 for AdamW. */
  double USUAL = 0;

  /** The update of each step. */
  Optimizer optimizer() default Optimizer.SGD;

  /** Where the schedule begins, positive. Default: {@link #USUAL}. */
  double learningRate() default USUAL;

  /** Momentum of SGD, in [0, 1). */
  double momentum() default 0.9;

  /** Whether SGD's momentum is Nesterov's (Sutskever et al., 2013). */
  boolean nesterov() default false;

  /** Decay of AdamW's mean of gradients, in [0, 1). */
  double beta1() default 0.9;

  /** Decay of AdamW's mean of squared gradients, in [0, 1). */
  double beta2() default 0.999;

  /** What AdamW adds to the root that it divides by, in (0, 1). */
  double epsilon() default 1e-8;

  /** Weight decay on every parameter, in [0, 1). */
  double weightDecay() default 1e-4;

  /** How the learning rate changes from epoch to epoch. */
  Schedule schedule() default Schedule.MULTI_STEP;

  /**
   * Numbers of epochs after each of which {@link Schedule#MULTI_STEP} multiplies the learning rate
   * by {@link #gamma}: ascending, at least 1. None by default: the rate stays.
   */
  int[] milestones() default {};

  /** The factor of {@link Schedule#MULTI_STEP}, in (0, 1]. */
  double gamma() default 0.1;

  /** Where {@link Schedule#COSINE} would be after the last epoch, in [0, 1). */
  double minimumLearningRate() default 0;

  /**
   * Epochs at the beginning over which the learning rate rises linearly, step by step, to the
   * schedule's (Goyal et al., 2017); at least 0.
   */
  int warmupEpochs() default 0;

  /** Passes over the training images, at least 1. */
  int epochs() default 180;

  /** Images of a step, at least 1. */
  int batchSize() default 128;

  /** What is done to every training image. */
  Augmentation augment() default Augmentation.FLIP_AND_RESIZED_CROP;

  /**
   * The part of each target that is spread over all classes, in [0, 1) (Szegedy et al., 2016,
   * section 7).
   */
  double labelSmoothing() default 0;

  /**
   * The greatest Euclidean norm of all gradients together; larger ones are scaled down to it
   * (Pascanu et al., 2013). At least 0; 0 does not clip.
   */
  double clipNorm() default 0;

  /**
   * Decay, in [0, 1), of the exponential moving average of the weights that is validated, tested
   * and kept in the place of the weights themselves; 0 for none.
   */
  double averageDecay() default 0;
}
