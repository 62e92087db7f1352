package dev.lamina.runtime.log.chart;

import dev.lamina.runtime.log.metrics.EpochRow;
import java.util.List;

/** A number that every epoch has, as charts show it: accuracies in percent. */
enum Metric {
  /** Mean loss over the epoch's training images. */
  TRAINING_LOSS("training", "Training loss"),
  /** Loss of the validation images at the epoch's end. */
  VALIDATION_LOSS("validation", "Validation loss"),
  /** Mean accuracy over the epoch's training images. */
  TRAINING_ACCURACY("training", "Training accuracy, %"),
  /** Accuracy of the validation images at the epoch's end. */
  VALIDATION_ACCURACY("validation", "Validation accuracy, %"),
  /** Learning rate of the epoch's steps. */
  LEARNING_RATE("rate", "Learning rate"),
  /** Training images by the time of the steps. */
  SPEED("speed", "Images per second");

  private final String label;
  private final String title;

  Metric(String label, String title) {
    this.label = label;
    this.title = title;
  }

  /** Beside other metrics of its topic, in one word; also the class of its style. */
  String label() {
    return label;
  }

  /** On its own. */
  String title() {
    return title;
  }

  /** Its curve over at least one epoch. */
  Curve curve(String name, String style, List<EpochRow> rows) {
    List<Integer> epochs = rows.stream().map(EpochRow::epoch).toList();
    return new Curve(name, style, epochs, rows.stream().map(this::value).toList());
  }

  private double value(EpochRow row) {
    return switch (this) {
      case TRAINING_LOSS -> row.trainLoss();
      case VALIDATION_LOSS -> row.validationLoss();
      case TRAINING_ACCURACY -> 100 * row.trainAccuracy();
      case VALIDATION_ACCURACY -> 100 * row.validationAccuracy();
      case LEARNING_RATE -> row.learningRate();
      case SPEED -> row.imagesPerSecond();
    };
  }
}
