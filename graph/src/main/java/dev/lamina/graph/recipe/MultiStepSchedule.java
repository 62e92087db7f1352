package dev.lamina.graph.recipe;

import java.util.List;

/**
 * A learning rate that drops after certain epochs, as PyTorch's {@code MultiStepLR} does.
 *
 * @param milestones numbers of epochs, ascending: after so many, the rate is multiplied
 * @param gamma the factor
 */
public record MultiStepSchedule(List<Integer> milestones, double gamma)
    implements LearningRateSchedule {

  public MultiStepSchedule {
    milestones = List.copyOf(milestones);
  }

  /** The same learning rate all along. */
  public static MultiStepSchedule constant() {
    return new MultiStepSchedule(List.of(), 1);
  }

  @Override
  public double learningRate(double initial, int epoch, int epochs) {
    double rate = initial;
    for (int milestone : milestones) {
      // One product after the other, for PyTorch's very bits.
      rate = epoch >= milestone ? rate * gamma : rate;
    }
    return rate;
  }
}
