package dev.lamina.conformance.lockstep;

import dev.lamina.runtime.network.ParameterSpec;
import dev.lamina.runtime.session.NamedTensors;
import java.util.Map;
import java.util.TreeMap;

/** Relative distances between what two devices computed. */
public final class Distance {
  private static final double NOISE = 1e-10;
  private static final double SHARE = 1e-2;

  private Distance() {}

  /** Of two numbers. */
  public static double of(double expected, double actual) {
    return Math.abs(actual - expected) / Math.abs(expected);
  }

  /** The greatest difference of an element by the greatest element. */
  public static double greatest(double[] expected, double[] actual) {
    double difference = 0;
    double scale = 0;
    for (int i = 0; i < expected.length; i++) {
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
      scale = Math.max(scale, Math.abs(expected[i]));
    }
    return difference / scale;
  }

  /** The Euclidean norm of the difference by the norm. */
  static double of(double[] expected, double[] actual) {
    return absolute(expected, actual) / norm(expected);
  }

  /**
   * The same of every tensor. A tensor whose norm is nothing but the rounding of double precision
   * is 0 in exact arithmetic, as the gradient of a bias before a norm is; its error is measured by
   * a hundredth of the greatest norm of all.
   */
  static TensorErrors of(NamedTensors expected, NamedTensors actual) {
    Map<String, Double> norms = new TreeMap<>();
    for (ParameterSpec spec : expected.specs()) {
      norms.put(spec.name(), norm(expected.doubles(spec.name())));
    }
    double greatest = norms.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    Map<String, Double> errors = new TreeMap<>();
    norms.forEach(
        (name, norm) ->
            errors.put(
                name,
                absolute(expected.doubles(name), actual.doubles(name))
                    / (norm < NOISE * greatest ? SHARE * greatest : norm)));
    return new TensorErrors(errors);
  }

  private static double absolute(double[] expected, double[] actual) {
    double[] differences = new double[expected.length];
    for (int i = 0; i < expected.length; i++) {
      differences[i] = actual[i] - expected[i];
    }
    return norm(differences);
  }

  private static double norm(double[] values) {
    double squares = 0;
    for (double value : values) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }
}
