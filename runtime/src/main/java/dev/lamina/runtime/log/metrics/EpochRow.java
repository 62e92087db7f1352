package dev.lamina.runtime.log.metrics;

import dev.lamina.runtime.training.EpochResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * An epoch's line in the metrics. Accuracies are fractions, 0 to 1.
 *
 * @param epoch from 1
 * @param learningRate of its steps
 * @param trainLoss mean over its training images
 * @param trainAccuracy likewise
 * @param validationLoss with the weights at its end
 * @param validationAccuracy likewise
 * @param best whether the validation accuracy is above that of all epochs before
 * @param seconds its training steps took
 * @param imagesPerSecond training images that went through steps, by that time
 */
public record EpochRow(
    int epoch,
    double learningRate,
    double trainLoss,
    double trainAccuracy,
    double validationLoss,
    double validationAccuracy,
    boolean best,
    double seconds,
    double imagesPerSecond) {

  private static final int MOST_EPOCHS = 1_000_000;
  private static final double MOST = 1e15;

  /** The columns, in order. */
  static final List<String> COLUMNS =
      List.of(
          "epoch",
          "lr",
          "train_loss",
          "train_acc",
          "val_loss",
          "val_acc",
          "best",
          "seconds",
          "images_per_second");

  /**
   * The row of an epoch.
   *
   * @param trainingImages how many its steps went over
   */
  public static EpochRow of(EpochResult result, int trainingImages) {
    return new EpochRow(
        result.epoch() + 1,
        result.learningRate(),
        result.trainLoss(),
        result.trainAccuracy(),
        result.validationLoss(),
        result.validationAccuracy(),
        result.best(),
        result.trainingSeconds(),
        trainingImages / result.trainingSeconds());
  }

  /**
   * Whether this can be the epoch after another: later, and with numbers that can be drawn. What
   * stands in a file may be anything.
   */
  boolean follows(int before) {
    return epoch > before
        && epoch <= MOST_EPOCHS
        && DoubleStream.of(
                learningRate,
                trainLoss,
                trainAccuracy,
                validationLoss,
                validationAccuracy,
                seconds,
                imagesPerSecond)
            .allMatch(number -> number >= 0 && number <= MOST);
  }

  /** The values, in the order of the columns. */
  public List<Object> values() {
    return List.of(
        epoch,
        learningRate,
        trainLoss,
        trainAccuracy,
        validationLoss,
        validationAccuracy,
        best,
        seconds,
        imagesPerSecond);
  }

  /** The values by their columns. */
  public Map<String, Object> byColumn() {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < COLUMNS.size(); i++) {
      row.put(COLUMNS.get(i), values().get(i));
    }
    return row;
  }
}
