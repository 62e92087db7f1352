package dev.lamina.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.graph.op.Sgd;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.checkpoint.ModelWeights;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceChoice;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.device.Precision;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.Networks;
import dev.lamina.runtime.prediction.Classifier;
import dev.lamina.runtime.prediction.Prediction;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On the CPU, weights that norms were folded into are those of now, in every session. */
class FoldedInferenceTest {
  private static final int BATCH = 2;
  private static final int PIXELS = 3 * 32 * 32;
  private static final int THREADS = 3;

  private final CompiledNetwork network = Networks.installed().named("ResNet");
  private final Random random = new Random(1);
  private final FloatBuffer images = FloatBuffer.wrap(image(BATCH * PIXELS));
  private final IntBuffer labels = IntBuffer.wrap(new int[] {3, 8});

  @TempDir private Path folder;

  private float[] image(int length) {
    float[] image = new float[length];
    for (int i = 0; i < length; i++) {
      image[i] = (float) random.nextGaussian();
    }
    return image;
  }

  private static DeviceChoice device() {
    try {
      return Devices.installed().select("onednn");
    } catch (UserError e) {
      assumeTrue(false, e.getMessage());
      throw e;
    }
  }

  private static DeviceOptions options(Precision precision) {
    return new DeviceOptions(Optional.of(precision), OptionalInt.of(1));
  }

  /** Between two evaluations of a training there are steps. */
  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"FLOAT32", "BFLOAT16"})
  void evaluationsDuringATrainingHaveTheWeightsOfTheirTime(Precision precision) {
    Device opened = device().open(options(precision));
    SessionOptions training = SessionOptions.training(BATCH, new Sgd(0.9, 1e-4, false));
    try (NetworkSession session = NetworkSession.open(network, opened, training)) {
      session.initialize(1);
      double[] last = {};
      for (int i = 0; i < 3; i++) {
        session.step(images, labels, 0.1);
        session.infer(images);
        double[] logits = session.logits();
        assertFalse(Arrays.equals(last, logits));
        assertArrayEquals(ofNewSession(session, precision), logits);
        last = logits;
      }
    }
  }

  private double[] ofNewSession(NetworkSession trained, Precision precision) {
    Device opened = device().open(options(precision));
    SessionOptions inference = SessionOptions.inference(BATCH);
    try (NetworkSession session = NetworkSession.open(network, opened, inference)) {
      for (String name : trained.weights().names()) {
        session.weights().set(name, trained.weights().floats(name));
      }
      session.infer(images);
      return session.logits();
    }
  }

  @Test
  void threadsThatPredictWithOneSetOfWeightsAgree() throws Exception {
    Path file = folder.resolve("weights.safetensors");
    try (NetworkSession session =
        NetworkSession.open(
            network, device().open(options(Precision.FLOAT32)), SessionOptions.inference(1))) {
      session.initialize(1);
      ModelWeights.save(session, file, Map.of());
    }
    List<float[]> pictures = IntStream.range(0, 12).mapToObj(i -> image(PIXELS)).toList();
    try (Classifier classifier =
        Classifier.open(network, file, device(), options(Precision.FLOAT32))) {
      List<List<Prediction>> alone = pictures.stream().map(classifier::predict).toList();
      assertEquals(alone, together(classifier, pictures));
    }
  }

  private static List<List<Prediction>> together(Classifier classifier, List<float[]> pictures)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<List<Prediction>>> tasks = new ArrayList<>();
      pictures.forEach(picture -> tasks.add(() -> classifier.predict(picture)));
      List<List<Prediction>> results = new ArrayList<>();
      for (Future<List<Prediction>> result : pool.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }
}
