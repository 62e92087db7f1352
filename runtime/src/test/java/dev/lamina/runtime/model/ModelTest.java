package dev.lamina.runtime.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.prediction.Prediction;
import dev.lamina.runtime.session.TinyNetwork;
import dev.lamina.runtime.training.EvaluationResult;
import dev.lamina.runtime.training.ToyData;
import dev.lamina.runtime.training.Training;
import dev.lamina.runtime.training.TrainingResult;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tiny network that has learned to tell red, green and blue. */
class ModelTest {
  private static final int RED = 0xd06060;
  private static final int BLUE = 0x6060d0;

  @TempDir private Path folder;
  private TrainingResult trained;

  @BeforeEach
  void train() {
    trained =
        Training.of(new TinyNetwork(), ToyData.source())
            .recipe(r -> r.withEpochs(4).withBatchSize(32))
            .on("reference")
            .out(folder)
            .run();
  }

  private Model load(Path weights) {
    return Model.load(new TinyNetwork(), weights, "reference", DeviceOptions.defaults());
  }

  private Model load() {
    return load(trained.checkpoint());
  }

  private static BufferedImage image(int rgb) {
    BufferedImage image = new BufferedImage(20, 30, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 600; i++) {
      image.setRGB(i % 20, i / 20, rgb);
    }
    return image;
  }

  @Test
  void evaluatesAsTrainingDid() {
    try (Model model = load()) {
      EvaluationResult result = model.evaluate(ToyData.source());
      assertEquals(trained.testAccuracy(), result.testAccuracy());
      assertEquals(trained.validationAccuracy(), result.validationAccuracy());
    }
  }

  @Test
  void predictsWhatItLearned() {
    try (Model model = load()) {
      assertEquals("red", model.predict(image(RED)).get(0).name());
      assertEquals("blue", model.predict(image(BLUE)).get(0).name());
    }
  }

  @Test
  void savesWhatItLoaded() throws IOException {
    Path copy = folder.resolve("copy.safetensors");
    try (Model model = load()) {
      model.save(copy);
      try (Model loaded = load(copy)) {
        assertEquals(model.predict(image(RED)), loaded.predict(image(RED)));
        assertEquals("red\ngreen\nblue", loaded.metadata().get("classes"));
      }
    }
    assertArrayEquals(Files.readAllBytes(trained.checkpoint()), Files.readAllBytes(copy));
  }

  @Test
  void exportsOnnx() throws IOException {
    Path file = folder.resolve("tiny.onnx");
    try (Model model = load()) {
      model.exportOnnx(file);
    }
    assertTrue(Files.size(file) > 100);
  }

  @Test
  void threadsShareOneModel() throws InterruptedException, ExecutionException {
    try (Model model = load()) {
      List<Prediction> red = model.predict(image(RED));
      List<Prediction> blue = model.predict(image(BLUE));
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<List<Prediction>>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        int rgb = i % 2 == 0 ? RED : BLUE;
        answers.add(threads.submit(() -> model.predict(image(rgb))));
      }
      for (int i = 0; i < 100; i++) {
        assertEquals(i % 2 == 0 ? red : blue, answers.get(i).get());
      }
      threads.shutdown();
    }
  }

  @Test
  void mistakesShowWhereTheyAreMade() {
    assertThrows(UserError.class, () -> load(folder.resolve("no.safetensors")));
    try (Model model = load()) {
      Path missing = folder.resolve("no.png");
      assertThrows(UserError.class, () -> model.predict(missing));
      assertThrows(UserError.class, () -> model.save(folder));
    }
  }

  @Test
  void aClosedModelSaysSo() {
    Model model = load();
    model.predict(image(RED));
    model.close();
    model.close();
    assertThrows(IllegalStateException.class, () -> model.predict(image(RED)));
  }
}
