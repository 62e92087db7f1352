package dev.lamina.runtime.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.lamina.graph.op.Sgd;
import dev.lamina.graph.recipe.Recipe;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** What a recipe may add to forward, backward and update. */
class StepExtrasTest {
  private static final double RATE = 0.1;
  private static final Recipe PLAIN =
      Recipe.of(new Sgd(0, 0, false), RATE).withBatchSize(ToyBatch.SIZE);

  private final ToyBatch batch = new ToyBatch(3);

  private static NetworkSession open(Recipe recipe) {
    NetworkSession session =
        NetworkSession.open(new TinyNetwork(), Sessions.device(), SessionOptions.training(recipe));
    session.initialize(1);
    return session;
  }

  /** (1 - s) CE(label) + s / classes times the sum of CE over all classes, from the logits. */
  @Test
  void labelSmoothingSpreadsTheTarget() {
    double smoothing = 0.3;
    try (NetworkSession session = open(PLAIN.withLabelSmoothing(smoothing))) {
      session.differentiate(batch.images(), batch.labels());
      double[] logits = session.logits();
      double expected = 0;
      for (int i = 0; i < ToyBatch.SIZE; i++) {
        double[] row = Arrays.copyOfRange(logits, 3 * i, 3 * i + 3);
        double log = Math.log(DoubleStream.of(row).map(Math::exp).sum());
        expected += (1 - smoothing) * (log - row[batch.labels().get(i)]);
        expected += smoothing / 3 * DoubleStream.of(row).map(z -> log - z).sum();
      }
      assertEquals(expected / ToyBatch.SIZE, session.metrics().loss(), 1e-12);
    }
  }

  @Test
  void clippedGradientsHaveTheGreatestNorm() {
    double norm = 0.01;
    Map<String, double[]> before;
    try (NetworkSession session = open(PLAIN)) {
      before = move(session);
    }
    try (NetworkSession session = open(PLAIN.withClipNorm(norm))) {
      Map<String, double[]> clipped = move(session);
      // A move is the gradient times the learning rate.
      double whole = length(before);
      assertEquals(RATE * norm, length(clipped), 1e-6);
      before.forEach(
          (name, values) ->
              assertArrayEquals(
                  Arrays.stream(values).map(v -> v * RATE * norm / whole).toArray(),
                  clipped.get(name),
                  1e-6));
    }
  }

  @Test
  void gradientsBelowTheBoundStayAsTheyAre() {
    try (NetworkSession plain = open(PLAIN);
        NetworkSession clipped = open(PLAIN.withClipNorm(1e6))) {
      Map<String, double[]> expected = move(plain);
      Map<String, double[]> actual = move(clipped);
      expected.forEach((name, values) -> assertArrayEquals(values, actual.get(name), name));
    }
  }

  private Map<String, double[]> move(NetworkSession session) {
    Set<String> trained =
        session.gradients().names().stream().collect(Collectors.toUnmodifiableSet());
    Map<String, double[]> moves = new HashMap<>();
    trained.forEach(name -> moves.put(name, session.weights().doubles(name)));
    session.step(batch.images(), batch.labels(), RATE);
    trained.forEach(
        name -> Arrays.setAll(moves.get(name), i -> moved(session, moves.get(name), name, i)));
    return moves;
  }

  private static double moved(NetworkSession session, double[] before, String name, int i) {
    return before[i] - session.weights().doubles(name)[i];
  }

  private static double length(Map<String, double[]> moves) {
    return Math.sqrt(moves.values().stream().flatMapToDouble(Arrays::stream).map(v -> v * v).sum());
  }

  @Test
  void averagesFollowTheWeightsAndTheRunningAverages() {
    double decay = 0.7;
    try (NetworkSession session = open(PLAIN.withAverageDecay(decay))) {
      Map<String, double[]> expected = weights(session);
      for (int step = 0; step < 3; step++) {
        session.step(batch.images(), batch.labels(), RATE);
        Map<String, double[]> now = weights(session);
        expected.forEach(
            (name, average) ->
                Arrays.setAll(average, i -> decay * average[i] + (1 - decay) * now.get(name)[i]));
      }
      Map<String, double[]> last = weights(session);
      session.swapAverages();
      assertWeights(expected, session);
      assertFalse(Arrays.equals(last.get("conv.weight"), expected.get("conv.weight")));
      session.swapAverages();
      assertWeights(last, session);
    }
  }

  private static Map<String, double[]> weights(NetworkSession session) {
    Map<String, double[]> all = new HashMap<>();
    session.weights().names().forEach(name -> all.put(name, session.weights().doubles(name)));
    return all;
  }

  private static void assertWeights(Map<String, double[]> expected, NetworkSession session) {
    expected.forEach(
        (name, values) -> assertArrayEquals(values, session.weights().doubles(name), 1e-14, name));
  }
}
