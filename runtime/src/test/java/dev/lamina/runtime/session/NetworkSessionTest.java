package dev.lamina.runtime.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.op.Sgd;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NetworkSessionTest {
  private static final Sgd SGD = new Sgd(0.9, 0, false);
  private static final double RATE = 0.1;
  private final ToyBatch batch = new ToyBatch(5);

  @Test
  void learnsAToyProblem() {
    try (NetworkSession session = Sessions.training(SGD)) {
      steps(session, 40);
      assertEquals(ToyBatch.SIZE, session.metrics().correct());
      assertTrue(session.metrics().loss() < 0.1, "loss " + session.metrics().loss());
      session.infer(batch.images());
      assertEquals(ToyBatch.SIZE, correct(session.logits()));
    }
  }

  @Test
  void lossOfEqualLogitsIsTheLogarithmOfTheClasses() {
    try (NetworkSession session = Sessions.training(SGD)) {
      session.weights().set("fc.weight", new double[TinyNetwork.CLASSES * 4]);
      session.weights().set("fc.bias", new double[TinyNetwork.CLASSES]);
      session.differentiate(batch.images(), batch.labels());
      assertEquals(Math.log(TinyNetwork.CLASSES), session.metrics().loss(), 1e-12);
      // The first class wins a tie.
      assertEquals(ToyBatch.SIZE / TinyNetwork.CLASSES, session.metrics().correct());
    }
  }

  @Test
  void theLastStepsAreKeptHoweverManyThereWere() {
    int count = NetworkSession.KEPT_STEPS + 6;
    List<StepMetrics> expected = new ArrayList<>();
    try (NetworkSession session = Sessions.training(SGD)) {
      for (int i = 0; i < count; i++) {
        steps(session, 1);
        expected.add(session.metrics());
      }
      assertEquals(expected.subList(6, count), session.metrics(NetworkSession.KEPT_STEPS));
      assertEquals(expected.subList(count - 3, count), session.metrics(3));
      assertEquals(List.of(), session.metrics(0));
      assertThrows(
          IndexOutOfBoundsException.class, () -> session.metrics(NetworkSession.KEPT_STEPS + 1));
    }
  }

  @Test
  void theFirstNumberThatIsNotFiniteIsFound() {
    try (NetworkSession session = Sessions.training(SGD)) {
      assertEquals(Optional.empty(), session.differentiateWatched(batch.images(), batch.labels()));
      double[] broken = session.weights().doubles("fc.weight");
      broken[5] = Double.POSITIVE_INFINITY;
      session.weights().set("fc.weight", broken);
      NumericFault fault =
          session.differentiateWatched(batch.images(), batch.labels()).orElseThrow();
      assertEquals("fc", fault.where());
      assertEquals("linear", fault.what());
      assertEquals(Phase.FORWARD, fault.phase());
    }
  }

  @Test
  void aWatchedStepIsAStep() {
    double[] expected = trainedWeights();
    try (NetworkSession session = Sessions.training(SGD)) {
      steps(session, 4);
      session.differentiateWatched(batch.images(), batch.labels());
      session.update(RATE);
      assertArrayEquals(expected, session.weights().doubles("conv.weight"));
    }
  }

  @Test
  void anOverflowThatComesWithTheGradientsIsFoundThere() {
    try (NetworkSession session = Sessions.training(SGD)) {
      // Logits near 1e305 are finite; gradients are differences of weights near the greatest
      // double.
      session.weights().set("norm.weight", new double[] {1e-3, 1e-3, 1e-3, 1e-3});
      double most = Double.MAX_VALUE;
      session
          .weights()
          .set(
              "fc.weight",
              new double[] {most, most, most, most, -most, -most, -most, -most, 0, 0, 0, 0});
      Optional<NumericFault> found = session.differentiateWatched(batch.images(), batch.labels());
      assertEquals(Phase.BACKWARD, found.orElseThrow().phase(), found.toString());
    }
  }

  @Test
  void twoRunsGiveTheSameBits() {
    assertArrayEquals(trainedWeights(), trainedWeights());
  }

  private double[] trainedWeights() {
    try (NetworkSession session = Sessions.training(SGD)) {
      steps(session, 5);
      return session.weights().doubles("conv.weight");
    }
  }

  @Test
  void inferenceBetweenStepsDoesNotDisturbTraining() {
    double[] undisturbed = trainedWeights();
    try (NetworkSession session = Sessions.training(SGD)) {
      for (int i = 0; i < 5; i++) {
        steps(session, 1);
        session.infer(new ToyBatch(i).images());
      }
      assertArrayEquals(undisturbed, session.weights().doubles("conv.weight"));
    }
  }

  @Test
  void initializingAgainForgetsEverything() {
    double[] expected = trainedWeights();
    try (NetworkSession session = Sessions.training(SGD)) {
      steps(session, 3);
      session.initialize(1);
      steps(session, 5);
      assertArrayEquals(expected, session.weights().doubles("conv.weight"));
    }
  }

  @Test
  void initializingAgainForgetsGradientsThatNoKernelWrites() {
    try (NetworkSession session = Sessions.training(SGD)) {
      session.gradients().set("conv.weight", nans(session.gradients().doubles("conv.weight")));
      session.initialize(1);
      assertArrayEquals(
          new double[session.gradients().doubles("conv.weight").length],
          session.gradients().doubles("conv.weight"));
    }
  }

  private static double[] nans(double[] like) {
    double[] nans = like.clone();
    Arrays.fill(nans, Double.NaN);
    return nans;
  }

  @Test
  void anInferenceSessionInfersAsATrainingSessionDoes() {
    try (NetworkSession training = Sessions.training(SGD);
        NetworkSession inference = Sessions.inference()) {
      steps(training, 3);
      training
          .weights()
          .specs()
          .forEach(s -> inference.weights().set(s.name(), training.weights().doubles(s.name())));
      training.infer(batch.images());
      inference.infer(batch.images());
      assertArrayEquals(training.logits(), inference.logits());
    }
  }

  @Test
  void logitsOfTrainingAreThoseOfTheBatchStatistics() {
    try (NetworkSession session = Sessions.training(SGD)) {
      session.differentiate(batch.images(), batch.labels());
      double[] training = session.logits();
      session.infer(batch.images());
      FloatBuffer evaluated = FloatBuffer.allocate(training.length);
      session.readLogits(evaluated);
      // Running averages after one batch are still far from the batch's own.
      assertTrue(Math.abs(training[0] - evaluated.get(0)) > 1e-3);
      assertEquals(evaluated.get(0), session.logits()[0], 1e-6);
    }
  }

  @Test
  void anInferenceSessionRefusesToTrain() {
    try (NetworkSession session = Sessions.inference()) {
      assertThrows(
          IllegalStateException.class, () -> session.step(batch.images(), batch.labels(), RATE));
    }
  }

  @Test
  void refusesABatchOfAnotherSize() {
    try (NetworkSession session = Sessions.inference()) {
      FloatBuffer small = FloatBuffer.allocate(TinyNetwork.IMAGE);
      assertThrows(IllegalArgumentException.class, () -> session.infer(small));
    }
  }

  @Test
  void refusesUnknownNamesAndWrongLengths() {
    try (NetworkSession session = Sessions.inference()) {
      NamedTensors weights = session.weights();
      assertThrows(IllegalArgumentException.class, () -> weights.floats("nothing"));
      assertThrows(IllegalArgumentException.class, () -> weights.set("fc.bias", new float[1]));
    }
  }

  private void steps(NetworkSession session, int count) {
    for (int i = 0; i < count; i++) {
      session.step(batch.images(), batch.labels(), RATE);
    }
  }

  private int correct(double[] logits) {
    int correct = 0;
    for (int i = 0; i < ToyBatch.SIZE; i++) {
      double atLabel = logits[i * TinyNetwork.CLASSES + batch.labels().get(i)];
      double best = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < TinyNetwork.CLASSES; c++) {
        best = Math.max(best, logits[i * TinyNetwork.CLASSES + c]);
      }
      correct += atLabel == best ? 1 : 0;
    }
    return correct;
  }
}
