package dev.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.runtime.network.Networks;
import dev.lamina.runtime.prediction.Classifier;
import dev.lamina.runtime.prediction.Prediction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One set of weights and several threads, on the device that this machine would choose. */
class ClassifierThreadsTest {
  private static final int IMAGES = 8;
  private static final int ROUNDS = 20;

  @TempDir private Path folder;

  @Test
  void fourThreadsGetWhatOneGets() throws InterruptedException, ExecutionException {
    Path weights = NewWeights.of("ResNet", folder);
    try (Classifier classifier = Classifier.open(Networks.installed().named("ResNet"), weights)) {
      List<double[]> alone = new ArrayList<>();
      for (int i = 0; i < IMAGES; i++) {
        alone.add(byLabel(classifier.predict(image(i))));
      }
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<double[]>> together = new ArrayList<>();
      for (int i = 0; i < IMAGES * ROUNDS; i++) {
        float[] image = image(i % IMAGES);
        together.add(threads.submit(() -> byLabel(classifier.predict(image))));
      }
      for (int i = 0; i < together.size(); i++) {
        double[] expected = alone.get(i % IMAGES);
        double[] actual = together.get(i).get();
        for (int label = 0; label < expected.length; label++) {
          assertEquals(expected[label], actual[label], 1e-5);
        }
      }
      threads.shutdown();
    }
  }

  private static double[] byLabel(List<Prediction> predictions) {
    return predictions.stream()
        .sorted(Comparator.comparingInt(Prediction::label))
        .mapToDouble(Prediction::probability)
        .toArray();
  }

  private static float[] image(int seed) {
    Random random = new Random(seed);
    float[] image = new float[3 * 32 * 32];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextGaussian();
    }
    return image;
  }
}
