package dev.lamina.runtime.training;

import java.util.stream.IntStream;

/**
 * What a network says about a set of labelled images: {@code (images, classes)} logits, in the
 * order of the images. Immutable.
 */
public final class Predictions {
  private final int classes;
  private final float[] logits;
  private final int[] labels;

  /**
   * Takes over the two arrays: the caller must not write to them any more.
   *
   * @param classes number of classes
   * @param logits (images, classes) numbers
   * @param labels the true class of each image, 0 to classes - 1
   * @throws IllegalArgumentException if the lengths disagree
   */
  public Predictions(int classes, float[] logits, int[] labels) {
    if ((long) labels.length * classes != logits.length) {
      throw new IllegalArgumentException(
          "%d logits are not %d classes of %d images"
              .formatted(logits.length, classes, labels.length));
    }
    this.classes = classes;
    this.logits = logits;
    this.labels = labels;
  }

  /** Number of images. */
  public int size() {
    return labels.length;
  }

  /** Number of classes. */
  public int classes() {
    return classes;
  }

  /** The true class of an image. */
  public int label(int image) {
    return labels[image];
  }

  /** The class of an image's largest logit, the first on a tie. */
  public int predicted(int image) {
    int start = image * classes;
    int best = 0;
    for (int i = 1; i < classes; i++) {
      if (logits[start + i] > logits[start + best]) {
        best = i;
      }
    }
    return best;
  }

  /** Whether the predicted class is the true one. */
  public boolean isCorrect(int image) {
    return predicted(image) == labels[image];
  }

  /** The softmax of an image's logits at a class, 0 to 1. */
  public double probability(int image, int classNumber) {
    return Math.exp(logits[image * classes + classNumber] - logSum(image));
  }

  /** {@code log(sum(exp(logits)))}, with the largest logit taken out so that nothing overflows. */
  private double logSum(int image) {
    int start = image * classes;
    double largest = logits[start + predicted(image)];
    double sum = 0;
    for (int i = 0; i < classes; i++) {
      sum += Math.exp(logits[start + i] - largest);
    }
    return largest + Math.log(sum);
  }

  /** The part of the images that is classified correctly, 0 to 1. */
  public double accuracy() {
    return (double) IntStream.range(0, size()).filter(this::isCorrect).count() / size();
  }

  /** Mean cross-entropy over the images, without label smoothing. */
  public double loss() {
    return IntStream.range(0, size())
        .mapToDouble(image -> logSum(image) - logits[image * classes + labels[image]])
        .average()
        .orElse(0);
  }

  /** How often which class was taken for which: {@code [true class][predicted class]}. */
  public int[][] confusion() {
    int[][] counts = new int[classes][classes];
    for (int image = 0; image < size(); image++) {
      counts[labels[image]][predicted(image)]++;
    }
    return counts;
  }
}
