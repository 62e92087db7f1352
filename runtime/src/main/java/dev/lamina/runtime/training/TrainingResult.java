package dev.lamina.runtime.training;

import java.nio.file.Path;
import java.util.List;

/**
 * What a run came to. Accuracies are fractions, 0 to 1.
 *
 * @param epochs every epoch, in order
 * @param bestEpoch the epoch, from 0, whose weights were kept: the first with the greatest
 *     validation accuracy
 * @param testAccuracy of those weights, over all test images
 * @param imagesPerSecond training images that went through steps, by the time that the steps took
 * @param checkpoint the file of those weights
 */
public record TrainingResult(
    List<EpochResult> epochs,
    int bestEpoch,
    double testAccuracy,
    double imagesPerSecond,
    Path checkpoint) {

  public TrainingResult {
    epochs = List.copyOf(epochs);
  }

  /** The last epoch. */
  public EpochResult last() {
    return epochs.get(epochs.size() - 1);
  }

  /** The validation accuracy of the weights that were kept. */
  public double validationAccuracy() {
    return epochs.get(bestEpoch).validationAccuracy();
  }
}
