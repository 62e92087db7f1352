package dev.lamina.runtime.prediction;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One class, and how probable it is.
 *
 * @param label the class's number, from 0
 * @param name what it is called
 * @param probability 0 to 1; those of all classes add up to 1
 */
public record Prediction(int label, String name, double probability) {

  /** The softmax of the logits as predictions, the most probable first. */
  static List<Prediction> ranked(float[] logits, List<String> names) {
    double[] powers = powers(logits);
    double sum = IntStream.range(0, powers.length).mapToDouble(i -> powers[i]).sum();
    return IntStream.range(0, powers.length)
        .mapToObj(i -> new Prediction(i, names.get(i), powers[i] / sum))
        .sorted(Comparator.comparingDouble(Prediction::probability).reversed())
        .toList();
  }

  // Less the maximum, which the quotient does not notice: no power can overflow.
  private static double[] powers(float[] logits) {
    double max = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    double[] powers = new double[logits.length];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = Math.exp(logits[i] - max);
    }
    return powers;
  }
}
