package dev.lamina.runtime.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.op.AdamW;
import dev.lamina.graph.op.Sgd;
import dev.lamina.graph.op.UpdateOp;
import dev.lamina.graph.recipe.MultiStepSchedule;
import dev.lamina.graph.recipe.Recipe;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Precision;
import dev.lamina.runtime.session.TinyNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is interrupted and resumed is the run that was never interrupted. */
class ResumeTest {
  private static final int EPOCHS = 4;
  private static final List<String> FILES = List.of("Tiny.safetensors", "Tiny.last.safetensors");

  @TempDir private Path folder;

  private Training run(String out, UpdateOp optimizer, int epochs) {
    Recipe recipe =
        Recipe.of(optimizer, 0.01)
            .withSchedule(new MultiStepSchedule(List.of(1, 3), 0.5))
            .withWarmupEpochs(2)
            .withEpochs(epochs)
            .withBatchSize(32)
            .withClipNorm(1)
            .withAverageDecay(0.9);
    return Training.of(new TinyNetwork(), ToyData.source())
        .recipe(r -> recipe)
        .on("reference")
        .out(folder.resolve(out));
  }

  private Training sgd(String out, int epochs) {
    return run(out, new Sgd(0.9, 1e-4, true), epochs);
  }

  private void assertSameRun(String name, TrainingResult expected, TrainingResult actual)
      throws IOException {
    assertEquals(
        expected.epochs().stream().map(ResumeTest::withoutTime).toList(),
        actual.epochs().stream().map(ResumeTest::withoutTime).toList());
    assertEquals(expected.bestEpoch(), actual.bestEpoch());
    assertEquals(expected.testAccuracy(), actual.testAccuracy());
    for (String file : FILES) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("whole").resolve(file)),
          Files.readAllBytes(folder.resolve(name).resolve(file)),
          file);
    }
  }

  private static EpochResult withoutTime(EpochResult e) {
    return new EpochResult(
        e.epoch(),
        e.learningRate(),
        e.trainLoss(),
        e.trainAccuracy(),
        e.validationLoss(),
        e.validationAccuracy(),
        e.best(),
        0);
  }

  @Test
  void twoEpochsAndTwoResumedAreFour() throws IOException {
    TrainingResult whole = sgd("whole", EPOCHS).run();
    sgd("parts", 2).run();
    TrainingResult resumed = sgd("parts", EPOCHS).resume().run();
    assertSameRun("parts", whole, resumed);
  }

  @Test
  void adamWsMomentsAndCorrectionsGoOn() throws IOException {
    AdamW adamW = new AdamW(0.9, 0.999, 1e-8, 1e-4);
    TrainingResult whole = run("whole", adamW, EPOCHS).run();
    run("parts", adamW, 1).run();
    assertSameRun("parts", whole, run("parts", adamW, EPOCHS).resume().run());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 6, 12, 19})
  void aRunStoppedAfterAnyStepGoesOnWithTheNext(int steps) throws IOException {
    TrainingResult whole = sgd("whole", EPOCHS).run();
    Training stopped = stopAfter(steps, sgd("parts", EPOCHS));
    TrainingStopped end = assertThrows(TrainingStopped.class, stopped::run);
    assertEquals(steps, end.epoch() * 5 + end.steps());
    assertSameRun("parts", whole, sgd("parts", EPOCHS).resume().run());
  }

  @Test
  void aRunStoppedWhileItValidatesGoesOnWithThat() throws IOException {
    TrainingResult whole = sgd("whole", EPOCHS).run();
    // Asked for the second time after a step, it is no longer between steps.
    Training stopped = stopWhenAsked(2, 10, sgd("parts", EPOCHS));
    TrainingStopped end = assertThrows(TrainingStopped.class, stopped::run);
    assertEquals(List.of(1, 5), List.of(end.epoch(), end.steps()));
    assertSameRun("parts", whole, sgd("parts", EPOCHS).resume().run());
  }

  @Test
  void aRunStoppedWhileItIsTestedIsTestedWhenResumed() throws IOException {
    TrainingResult whole = sgd("whole", EPOCHS).run();
    AtomicInteger finished = new AtomicInteger();
    TrainingListener counter =
        new TrainingListener() {
          @Override
          public void epochFinished(EpochResult result) {
            finished.incrementAndGet();
          }
        };
    Training stopped =
        sgd("parts", EPOCHS).listener(counter).stopWhen(() -> finished.get() == EPOCHS);
    assertThrows(TrainingStopped.class, stopped::run);
    assertSameRun("parts", whole, sgd("parts", EPOCHS).resume().run());
  }

  /** Stops when it is asked so many times after so many steps, without another step between. */
  private static Training stopWhenAsked(int times, int steps, Training training) {
    AtomicInteger done = new AtomicInteger();
    AtomicInteger asked = new AtomicInteger();
    TrainingListener counter =
        new TrainingListener() {
          @Override
          public void stepped(EpochProgress progress) {
            done.incrementAndGet();
            asked.set(0);
          }
        };
    return training
        .listener(counter)
        .stopWhen(() -> asked.incrementAndGet() >= times && done.get() >= steps);
  }

  private static Training stopAfter(int steps, Training training) {
    AtomicInteger done = new AtomicInteger();
    TrainingListener counter =
        new TrainingListener() {
          @Override
          public void stepped(EpochProgress progress) {
            done.incrementAndGet();
          }
        };
    return training.listener(counter).stopWhen(() -> done.get() >= steps);
  }

  @Test
  void aResumedRunTakesItsRecipeSeedAndLimitFromTheFolder() throws IOException {
    TrainingResult whole = sgd("whole", EPOCHS).seed(7).limit(96).run();
    sgd("parts", 2).seed(7).limit(96).run();
    TrainingResult resumed =
        Training.of(new TinyNetwork(), ToyData.source())
            .recipe(r -> r.withEpochs(EPOCHS))
            .on("reference")
            .out(folder.resolve("parts"))
            .resume()
            .run();
    assertSameRun("parts", whole, resumed);
  }

  @Test
  void aFinishedRunThatIsResumedIsTestedAgain() throws IOException {
    TrainingResult whole = sgd("whole", 2).run();
    assertSameRun("whole", whole, sgd("whole", 2).resume().run());
  }

  @Test
  void refusesAnotherRecipe() {
    sgd("parts", 1).run();
    assertMessage(
        "a resumed run keeps its learning rate, 0.01, but 0.5 is asked for; ",
        sgd("parts", 2).recipe(r -> r.withLearningRate(0.5)).resume());
    assertMessage(
        "a resumed run keeps its batch size, 32, but 16 is asked for; ",
        sgd("parts", 2).recipe(r -> r.withBatchSize(16)).resume());
    assertMessage(
        "a resumed run keeps its seed, 42, but 1 is asked for; ", sgd("parts", 2).seed(1).resume());
    assertMessage(
        "a resumed run keeps its limit, none, but 64 is asked for; ",
        sgd("parts", 2).limit(64).resume());
  }

  @Test
  void refusesOtherImages() {
    sgd("parts", 1).run();
    assertMessage(
        "the training images are not those that the run of ",
        Training.of(new TinyNetwork(), ToyData.others())
            .on("reference")
            .out(folder.resolve("parts"))
            .resume());
  }

  @Test
  void refusesAnotherPrecision() {
    sgd("parts", 1).run();
    DeviceOptions float32 = DeviceOptions.defaults().withPrecision(Optional.of(Precision.FLOAT32));
    assertMessage(
        "a resumed run keeps its precision, float64, but float32 is asked for; ",
        sgd("parts", 2).deviceOptions(float32).resume());
  }

  @Test
  void refusesFewerEpochsThanAreDone() {
    sgd("parts", 2).run();
    assertMessage("the run has 2 epochs behind it, 1 are asked for; ", sgd("parts", 1).resume());
  }

  @Test
  void refusesAFolderWithoutARun() {
    Path file = folder.resolve("none").resolve("Tiny.state.safetensors");
    assertMessage("there is no " + file + " to go on from; ", sgd("none", 1).resume());
  }

  @Test
  void refusesToGoOnWithoutTheBestWeights() throws IOException {
    sgd("parts", 2).run();
    Path best = folder.resolve("parts").resolve("Tiny.safetensors");
    byte[] bytes = Files.readAllBytes(best);
    bytes[bytes.length - 5] ^= 1;
    Files.write(best, bytes);
    assertMessage("the run's best weights, of epoch ", sgd("parts", EPOCHS).resume());
    Files.delete(best);
    assertMessage("the run's best weights, of epoch ", sgd("parts", EPOCHS).resume());
  }

  @Test
  void aRunThatCameToNoStepLeavesNothingToTestOrToGoOnWith() {
    sgd("parts", 1).run();
    Path parts = folder.resolve("parts");
    assertEquals(
        new RunFolder.Trained(parts.resolve("Tiny.safetensors")), RunFolder.of(parts, "Tiny"));
    assertThrows(UserError.class, sgd("parts", 1).recipe(r -> r.withLearningRate(1e200))::run);
    // The weights that are there still are the earlier run's.
    assertEquals(new RunFolder.Empty(), RunFolder.of(parts, "Tiny"));
  }

  @Test
  void refusesAStateWithOneByteChanged() throws IOException {
    sgd("parts", 1).run();
    Path file = folder.resolve("parts").resolve("Tiny.state.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 5] ^= 1;
    Files.write(file, bytes);
    assertMessage(file + " is damaged: ", sgd("parts", 2).resume());
  }

  @Test
  void refusesAStateWithAnyByteChanged() throws IOException {
    sgd("parts", 1).run();
    Path file = folder.resolve("parts").resolve("Tiny.state.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length; i++) {
      byte[] flipped = bytes.clone();
      flipped[i] ^= (byte) (1 << i % Byte.SIZE);
      Files.write(file, flipped);
      assertMessage(file.toString(), sgd("parts", 2).resume());
    }
  }

  @Test
  void refusesAStateThatWasCutOff() throws IOException {
    sgd("parts", 1).run();
    Path file = folder.resolve("parts").resolve("Tiny.state.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 8));
    assertMessage(file + " is not a sound safetensors file: ", sgd("parts", 2).resume());
  }

  private static void assertMessage(String start, Training training) {
    String message = assertThrows(UserError.class, training::run).getMessage();
    assertTrue(message.startsWith(start), message);
  }
}
