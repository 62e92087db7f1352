package dev.lamina.runtime.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.checkpoint.ModelWeights;
import dev.lamina.runtime.device.DeviceChoice;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import dev.lamina.runtime.session.TinyNetwork;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierTest {
  private static final DeviceChoice REFERENCE = Devices.installed().select("reference");

  @TempDir private Path folder;
  private Path weights;

  @BeforeEach
  void saveWeights() {
    weights = folder.resolve("tiny.safetensors");
    try (NetworkSession session = session()) {
      session.initialize(3);
      String names = ClassNames.entry(List.of("cat", "dog", "red car"));
      ModelWeights.save(session, weights, Map.of(ClassNames.KEY, names));
    }
  }

  private static NetworkSession session() {
    return NetworkSession.open(
        new TinyNetwork(), REFERENCE.open(DeviceOptions.defaults()), SessionOptions.inference(1));
  }

  private Classifier open() {
    return Classifier.open(new TinyNetwork(), weights, REFERENCE, DeviceOptions.defaults());
  }

  @Test
  void probabilitiesAreTheSoftmaxOfTheSessionsLogits() {
    float[] image = image(1);
    double[] logits = logits(image);
    double sum = Math.exp(logits[0]) + Math.exp(logits[1]) + Math.exp(logits[2]);
    try (Classifier classifier = open()) {
      List<Prediction> predictions = classifier.predict(image);
      double before = 1;
      for (Prediction prediction : predictions) {
        assertEquals(Math.exp(logits[prediction.label()]) / sum, prediction.probability(), 1e-6);
        assertEquals(true, prediction.probability() <= before, predictions.toString());
        before = prediction.probability();
      }
      assertEquals(3, predictions.size());
    }
  }

  private double[] logits(float[] image) {
    try (NetworkSession session = session()) {
      ModelWeights.load(session, weights);
      session.infer(FloatBuffer.wrap(image));
      return session.logits();
    }
  }

  @Test
  void fourThreadsGetWhatOneGets() throws InterruptedException, ExecutionException {
    try (Classifier classifier = open()) {
      List<List<Prediction>> alone = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        alone.add(classifier.predict(image(i)));
      }
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<List<Prediction>>> together = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        float[] image = image(i % 8);
        together.add(threads.submit(() -> classifier.predict(image)));
      }
      for (int i = 0; i < together.size(); i++) {
        assertEquals(alone.get(i % 8), together.get(i).get());
      }
      threads.shutdown();
    }
  }

  @Test
  void classesHaveTheNamesOfTheWeightsMetadata() {
    try (Classifier classifier = open()) {
      for (Prediction prediction : classifier.predict(image(0))) {
        assertEquals(List.of("cat", "dog", "red car").get(prediction.label()), prediction.name());
      }
    }
  }

  @Test
  void withoutNamesClassesAreNumbered() {
    assertEquals(
        List.of("class 0", "class 1", "class 2"),
        ClassNames.of(new TinyNetwork().spec(), Map.of(ClassNames.KEY, "one\ntwo")));
  }

  @Test
  void imageIsFittedAndNormalizedAsCifar10Is() {
    assertNormalized(
        new double[] {0.49139968, 0.48215841, 0.44653091},
        new double[] {0.24703223, 0.24348513, 0.26158784});
  }

  @Test
  void theNormalizationOfTheWeightsMetadataIsTaken() {
    try (NetworkSession session = session()) {
      session.initialize(3);
      ModelWeights.save(
          session, weights, Map.of("image_mean", "0.1,0.2,0.3", "image_std", "0.4,0.5,0.6"));
    }
    assertNormalized(new double[] {0.1, 0.2, 0.3}, new double[] {0.4, 0.5, 0.6});
  }

  /** A black image normalizes to (0 - mean) / std in each channel. */
  private void assertNormalized(double[] mean, double[] std) {
    float[] black = new float[TinyNetwork.IMAGE];
    for (int i = 0; i < black.length; i++) {
      black[i] = (float) (-mean[i % 3] / std[i % 3]);
    }
    try (Classifier classifier = open()) {
      BufferedImage image = new BufferedImage(40, 17, BufferedImage.TYPE_INT_RGB);
      List<Prediction> expected = classifier.predict(black);
      List<Prediction> actual = classifier.predict(image);
      for (int i = 0; i < expected.size(); i++) {
        assertEquals(expected.get(i).probability(), actual.get(i).probability(), 1e-6);
      }
    }
  }

  @Test
  void imageOfTheWrongSizeIsRefusedAndTheClassifierGoesOn() {
    try (Classifier classifier = open()) {
      assertThrows(IllegalArgumentException.class, () -> classifier.predict(new float[5]));
      assertEquals(3, classifier.predict(image(0)).size());
    }
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() {
    Path missing = folder.resolve("no.safetensors");
    assertThrows(
        UserError.class,
        () -> Classifier.open(new TinyNetwork(), missing, REFERENCE, DeviceOptions.defaults()));
  }

  @Test
  void closedClassifierSaysSo() {
    Classifier classifier = open();
    classifier.close();
    classifier.close();
    assertThrows(IllegalStateException.class, () -> classifier.predict(image(0)));
  }

  private static float[] image(int seed) {
    Random random = new Random(seed);
    float[] image = new float[TinyNetwork.IMAGE];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextGaussian();
    }
    return image;
  }
}
