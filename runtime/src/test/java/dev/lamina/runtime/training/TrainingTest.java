package dev.lamina.runtime.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.recipe.MultiStepSchedule;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.data.DatasetSource;
import dev.lamina.runtime.data.ImageDataset;
import dev.lamina.runtime.data.InMemoryDataset;
import dev.lamina.runtime.data.Normalization;
import dev.lamina.runtime.data.TrainTest;
import dev.lamina.runtime.session.TinyNetwork;
import dev.lamina.runtime.weights.SafeTensors;
import dev.lamina.runtime.weights.TensorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs of a tiny network on a toy problem. */
class TrainingTest {
  private static final int BATCH = 32;
  private static final int EPOCHS = 4;

  @TempDir private Path out;

  private Training training() {
    return Training.of(new TinyNetwork(), ToyData.source())
        .recipe(r -> r.withEpochs(EPOCHS).withBatchSize(BATCH))
        .on("reference")
        .out(out);
  }

  @Test
  void learns() {
    TrainingResult result = training().run();
    assertEquals(EPOCHS, result.epochs().size());
    assertTrue(result.testAccuracy() > 0.9, "test " + result.testAccuracy());
    assertTrue(result.last().trainLoss() < result.epochs().get(0).trainLoss());
    assertTrue(result.imagesPerSecond() > 0);
  }

  @Test
  void keepsTheFirstEpochOfGreatestValidationAccuracy() {
    TrainingResult result = training().run();
    EpochResult best =
        result.epochs().stream()
            .max(
                Comparator.comparingDouble(EpochResult::validationAccuracy)
                    .thenComparing(Comparator.comparingInt(EpochResult::epoch).reversed()))
            .orElseThrow();
    assertEquals(best.epoch(), result.bestEpoch());
    assertEquals(best.validationAccuracy(), result.validationAccuracy());
    assertTrue(best.best());
  }

  @Test
  void theKeptFileHasTheAccuraciesThatWereReported() {
    TrainingResult result = training().run();
    EvaluationResult evaluated =
        Evaluation.of(new TinyNetwork(), ToyData.source()).on("reference").run(result.checkpoint());
    assertEquals(result.validationAccuracy(), evaluated.validationAccuracy());
    assertEquals(result.testAccuracy(), evaluated.testAccuracy());
  }

  @Test
  void theWeightsKeepClassesAndNormalizationWhichEvaluationTakesFromThere() {
    Path weights = training().run().checkpoint();
    TensorFile file = SafeTensors.read(weights);
    Normalization normalization = ToyData.source().load().normalization();
    assertEquals("red\ngreen\nblue", file.metadata().get("classes"));
    assertEquals(normalization.metadata().get("image_mean"), file.metadata().get("image_mean"));
    // Numbers near 0 for every image: the network cannot tell the classes apart.
    Map<String, String> blind = new TreeMap<>(file.metadata());
    blind.put("image_std", "1e9, 1e9, 1e9");
    SafeTensors.write(weights, new TensorFile(file.tensors(), blind));
    EvaluationResult evaluated =
        Evaluation.of(new TinyNetwork(), ToyData.source()).on("reference").run(weights);
    assertTrue(evaluated.testAccuracy() < 0.6, "test " + evaluated.testAccuracy());
  }

  @Test
  void weightsOfOtherClassesAreNotEvaluated() {
    Path weights = training().run().checkpoint();
    TensorFile file = SafeTensors.read(weights);
    Map<String, String> other = new TreeMap<>(file.metadata());
    other.put("classes", "red\nyellow\nblue");
    SafeTensors.write(weights, new TensorFile(file.tensors(), other));
    Evaluation evaluation = Evaluation.of(new TinyNetwork(), ToyData.source()).on("reference");
    String message = assertThrows(UserError.class, () -> evaluation.run(weights)).getMessage();
    assertTrue(message.contains("class 1 is 'yellow' there, but 'green' in toy"), message);
  }

  @Test
  void tooFewImagesForValidationAreRefused() {
    ImageDataset images =
        new InMemoryDataset(3, 6, 6, List.of("a", "b", "c"), new byte[9], new byte[9 * 108]);
    Training few = Training.of(new TinyNetwork(), () -> TrainTest.of(images, images, "few"));
    String message = assertThrows(UserError.class, few::run).getMessage();
    assertTrue(message.contains("few has 9 training and 9 test images, at least 10"), message);
  }

  @Test
  void imagesThatTheNetworkDoesNotTakeAreRefused() {
    ImageDataset images =
        new InMemoryDataset(3, 1, 1, List.of("a", "b"), new byte[] {0, 1}, new byte[6]);
    Training wrong = Training.of(new TinyNetwork(), () -> TrainTest.of(images, images, "mine"));
    String message = assertThrows(UserError.class, wrong::run).getMessage();
    assertTrue(message.contains("in 3 classes, but those of mine are"), message);
    assertTrue(message.contains("in 2 classes; give other data"), message);
  }

  @Test
  void theDataIsFittedToTheNetworksInput() {
    List<Integer> asked = new ArrayList<>();
    DatasetSource source =
        new DatasetSource() {
          @Override
          public TrainTest load() {
            return ToyData.source().load();
          }

          @Override
          public DatasetSource fitted(int height, int width) {
            asked.addAll(List.of(height, width));
            return this;
          }
        };
    Training.of(new TinyNetwork(), source)
        .recipe(r -> r.withEpochs(1).withBatchSize(BATCH))
        .on("reference")
        .out(out)
        .run();
    assertEquals(List.of(6, 6), asked);
  }

  @Test
  void evaluationCountsEveryImageOnceWhateverTheBatchSize() {
    // 20 validation and 70 test images: neither is a multiple of the batch.
    TrainingResult result = training().run();
    assertWhole(result.validationAccuracy() * ToyData.TRAINING / 10);
    assertWhole(result.testAccuracy() * ToyData.TEST);
  }

  private static void assertWhole(double number) {
    assertEquals(Math.rint(number), number, 1e-9);
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    byte[] first = Files.readAllBytes(training().run().checkpoint());
    byte[] second = Files.readAllBytes(training().out(out.resolve("b")).run().checkpoint());
    byte[] other = Files.readAllBytes(training().seed(7).out(out.resolve("c")).run().checkpoint());
    assertArrayEquals(first, second);
    assertFalse(Arrays.equals(first, other));
  }

  @Test
  void dropsTheIncompleteTrainingBatchAndReportsEveryStep() {
    AtomicInteger steps = new AtomicInteger();
    List<RunDescription> started = new ArrayList<>();
    training()
        .listener(
            new TrainingListener() {
              @Override
              public void started(RunDescription run) {
                started.add(run);
              }

              @Override
              public void stepped(EpochProgress progress) {
                steps.incrementAndGet();
              }
            })
        .run();
    // 180 training images make 5 batches of 32.
    assertEquals(5, started.get(0).stepsPerEpoch());
    assertEquals(160, started.get(0).trainingImages());
    assertEquals(5 * EPOCHS, steps.get());
  }

  @Test
  void aLimitShortensTheEpochsButNotTheEvaluation() {
    List<RunDescription> started = new ArrayList<>();
    training()
        .limit(70)
        .listener(
            new TrainingListener() {
              @Override
              public void started(RunDescription run) {
                started.add(run);
              }
            })
        .run();
    assertEquals(2, started.get(0).stepsPerEpoch());
    assertEquals(20, started.get(0).validationImages());
    assertEquals(70, started.get(0).testImages());
  }

  @Test
  void followsTheSchedule() {
    MultiStepSchedule schedule = new MultiStepSchedule(List.of(1), 0.5);
    TrainingResult result =
        training().recipe(r -> r.withLearningRate(0.1).withSchedule(schedule).withEpochs(2)).run();
    assertEquals(0.1, result.epochs().get(0).learningRate());
    assertEquals(0.05, result.epochs().get(1).learningRate());
  }

  @Test
  void stopsAtADivergingLossAndNamesTheStepAndTheMember() {
    // After one step the weights are near 1e200, whose square, in a variance, is beyond a double.
    Training diverging =
        training()
            .recipe(
                r -> r.withLearningRate(1e200).withSchedule(new MultiStepSchedule(List.of(), 1)));
    assertEquals(
        "the loss became NaN in epoch 1, step 2 (learning rate 1.0E200); the first number that is"
            + " not finite came from norm (batchNorm+relu) in step 2; lower the learning rate;"
            + " no epoch was finished before",
        message(diverging));
  }

  /** The step that goes wrong is not finished, so that no loss tells of it. */
  @Test
  void checkedNumbersStopTheRunAtTheMemberThatGaveThem() {
    Training diverging =
        training()
            .checkNumerics(1)
            .recipe(
                r -> r.withLearningRate(1e200).withSchedule(new MultiStepSchedule(List.of(), 1)));
    assertEquals(
        "numbers left the range of float64 in epoch 1, step 2 (learning rate 1.0E200): norm"
            + " (batchNorm+relu, forward) gave Infinity; lower the learning rate;"
            + " no epoch was finished before",
        message(diverging));
  }

  @Test
  void checkingNumbersChangesNoBit() throws IOException {
    training().recipe(r -> r.withLearningRate(0.1).withEpochs(2)).run();
    byte[] expected = Files.readAllBytes(out.resolve("Tiny.safetensors"));
    Path checked = out.resolve("checked");
    training()
        .checkNumerics(2)
        .out(checked)
        .recipe(r -> r.withLearningRate(0.1).withEpochs(2))
        .run();
    assertArrayEquals(expected, Files.readAllBytes(checked.resolve("Tiny.safetensors")));
    assertTrue(message(training().checkNumerics(0)).contains("steps between checks"));
  }

  @Test
  void aLossThatDivergesLaterNamesTheLastGoodEpoch() throws IOException {
    Training diverging =
        training()
            .recipe(
                r ->
                    r.withLearningRate(1e-3)
                        .withSchedule(new MultiStepSchedule(List.of(2), 1e203)));
    String message = message(diverging);
    assertTrue(message.startsWith("the loss became NaN in epoch 3, step 2 "), message);
    assertTrue(message.contains(" came from norm (batchNorm+relu) in step 2; "), message);
    Path best = out.resolve("Tiny.safetensors");
    String kept = best + " holds the best of the 2 epochs before, Tiny.last.safetensors the last";
    assertTrue(message.endsWith(kept), message);
    assertTrue(Float.isFinite(SafeTensors.read(best).tensor("conv.weight").toFloats()[0]));
  }

  @Test
  void weightsThatTheLastStepOfAnEpochBrokeAreNotKept() throws IOException {
    Training diverging =
        training()
            .limit(32)
            .recipe(
                r ->
                    r.withLearningRate(1e-3)
                        .withSchedule(new MultiStepSchedule(List.of(2), 1e203)));
    String message = message(diverging);
    assertTrue(
        message.startsWith("the loss on the validation images became NaN after epoch 3 "), message);
    assertTrue(message.contains("holds the best of the 2 epochs before"), message);
    for (String file : List.of("Tiny.safetensors", "Tiny.last.safetensors")) {
      for (float weight : SafeTensors.read(out.resolve(file)).tensor("conv.weight").toFloats()) {
        assertTrue(Math.abs(weight) < 10, file);
      }
    }
  }

  @Test
  void refusesALimitBelowABatchBeforeItWritesAnything() {
    Path fresh = out.resolve("fresh");
    String message = message(training().limit(BATCH - 1).out(fresh));
    assertTrue(message.startsWith("31 training images do not fill a batch of 32"), message);
    assertFalse(Files.exists(fresh));
  }

  @Test
  void refusesNumbersBelowOne() {
    assertEquals(
        "batch size must be at least 1, is 0", message(training().recipe(r -> r.withBatchSize(0))));
    assertEquals(
        "epochs must be at least 1, is -1", message(training().recipe(r -> r.withEpochs(-1))));
    assertEquals("limit must be at least 1, is 0", message(training().limit(0)));
  }

  @Test
  void refusesAnOutputFolderThatIsAFile() throws IOException {
    Path file = Files.writeString(out.resolve("file"), "not a folder");
    String message = message(training().out(file));
    assertTrue(message.startsWith("cannot write to the output folder " + file), message);
  }

  @Test
  void refusesAFolderThatAnotherRunIsWritingTo() {
    AtomicReference<String> refused = new AtomicReference<>("");
    TrainingListener second =
        new TrainingListener() {
          @Override
          public void epochStarted(int epoch) {
            refused.set(message(training()));
          }
        };
    training().recipe(r -> r.withEpochs(1)).listener(second).run();
    assertEquals(
        "another training is writing to %s; wait for its end, or give another folder"
            .formatted(out),
        refused.get());
    training().recipe(r -> r.withEpochs(1)).run();
  }

  private static String message(Training training) {
    return assertThrows(UserError.class, training::run).getMessage();
  }
}
