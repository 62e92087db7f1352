package dev.lamina.runtime.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.lamina.graph.op.AdamW;
import dev.lamina.graph.op.Sgd;
import dev.lamina.graph.op.UpdateOp;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Follows every parameter over several steps, from the gradients that the session gives, by the
 * formulas of PyTorch's documentation.
 */
class OptimizerTest {
  private static final double DECAY = 0.01;
  private static final int STEPS = 4;

  private interface Rule {
    /** Updates p; t counts from 1, moments begin at 0 and are kept from step to step. */
    double update(double p, double g, double[] moments, double rate, int t);
  }

  private static double sgd(double p, double g, double[] m, double rate, boolean nesterov) {
    double decayed = g + DECAY * p;
    m[0] = 0.9 * m[0] + decayed;
    return p - rate * (nesterov ? decayed + 0.9 * m[0] : m[0]);
  }

  private static double adamW(double p, double g, double[] m, double rate, int t) {
    m[0] = 0.9 * m[0] + 0.1 * g;
    m[1] = 0.999 * m[1] + 0.001 * g * g;
    double mean = m[0] / (1 - Math.pow(0.9, t));
    double square = m[1] / (1 - Math.pow(0.999, t));
    return p * (1 - rate * DECAY) - rate * mean / (Math.sqrt(square) + 1e-8);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sgdFollowsItsFormula(boolean nesterov) {
    follow(new Sgd(0.9, DECAY, nesterov), (p, g, m, rate, t) -> sgd(p, g, m, rate, nesterov));
  }

  @Test
  void adamWFollowsItsFormula() {
    follow(new AdamW(0.9, 0.999, 1e-8, DECAY), OptimizerTest::adamW);
  }

  private static void follow(UpdateOp optimizer, Rule rule) {
    ToyBatch batch = new ToyBatch(3);
    Map<String, double[][]> moments = new HashMap<>();
    try (NetworkSession session = Sessions.training(optimizer)) {
      for (int t = 1; t <= STEPS; t++) {
        double rate = 0.1 / t;
        session.differentiate(batch.images(), batch.labels());
        Map<String, double[]> expected = expected(session, rule, moments, rate, t);
        session.update(rate);
        expected.forEach(
            (name, values) -> assertArrayEquals(values, session.weights().doubles(name), 1e-12));
      }
    }
  }

  private static Map<String, double[]> expected(
      NetworkSession session, Rule rule, Map<String, double[][]> moments, double rate, int t) {
    Map<String, double[]> result = new HashMap<>();
    session
        .gradients()
        .specs()
        .forEach(
            spec -> {
              double[] p = session.weights().doubles(spec.name());
              double[] g = session.gradients().doubles(spec.name());
              double[][] m = moments.computeIfAbsent(spec.name(), n -> new double[p.length][2]);
              for (int i = 0; i < p.length; i++) {
                p[i] = rule.update(p[i], g[i], m[i], rate, t);
              }
              result.put(spec.name(), p);
            });
    return result;
  }
}
