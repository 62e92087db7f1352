package dev.lamina.runtime.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.log.tensorboard.EventReader;
import dev.lamina.runtime.log.tensorboard.WireMessage;
import dev.lamina.runtime.session.TinyNetwork;
import dev.lamina.runtime.training.EpochResult;
import dev.lamina.runtime.training.RunDescription;
import dev.lamina.runtime.training.RunMaterial;
import dev.lamina.runtime.training.ToyData;
import dev.lamina.runtime.training.Training;
import dev.lamina.runtime.training.TrainingListener;
import dev.lamina.runtime.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Whole runs of a tiny network, and what they leave behind. */
class RunLogsTest {
  private static final int EPOCHS = 3;

  @TempDir private Path out;

  private TrainingResult train(TrainingListener listener) {
    return Training.of(new TinyNetwork(), ToyData.source())
        .recipe(r -> r.withEpochs(EPOCHS).withBatchSize(32))
        .on("reference")
        .out(out)
        .listener(listener)
        .run();
  }

  private TrainingResult train() {
    try (RunLogs logs = new RunLogs()) {
      return train(logs);
    }
  }

  @Test
  void curvesInTensorBoardAreTheRunsNumbers() {
    TrainingResult result = train();
    List<WireMessage> events = EventReader.folder(out);
    for (EpochResult epoch : result.epochs()) {
      long step = epoch.epoch() + 1L;
      assertEquals((float) epoch.trainLoss(), EventReader.curve(events, "train_loss").get(step));
      assertEquals((float) epoch.trainAccuracy(), EventReader.curve(events, "train_acc").get(step));
      assertEquals(
          (float) epoch.validationAccuracy(), EventReader.curve(events, "val_acc").get(step));
      assertEquals((float) epoch.learningRate(), EventReader.curve(events, "lr").get(step));
      assertTrue(EventReader.curve(events, "images_per_second").get(step) > 0);
    }
    assertEquals(
        Map.of((long) EPOCHS, (float) result.testAccuracy()),
        EventReader.curve(events, "test_acc"));
    assertEquals(1, EventReader.summaries(events, "augmentation").size());
    assertEquals(EPOCHS, EventReader.summaries(events, "confusion/val").size());
    assertEquals(1, EventReader.summaries(events, "confusion/test").size());
  }

  @Test
  void settingsSayHowTheRunCanBeRepeated() throws IOException {
    train();
    Map<?, ?> settings = documents().get(0);
    assertEquals("Tiny", settings.get("model"));
    assertEquals(42, settings.get("seed"));
    assertEquals(32, settings.get("batch_size"));
    assertEquals(EPOCHS, settings.get("epochs"));
    assertEquals("sgd", ((Map<?, ?>) settings.get("optimizer")).get("kind"));
    assertEquals(List.of(100, 150), ((Map<?, ?>) settings.get("schedule")).get("milestones"));
    assertEquals("toy", ((Map<?, ?>) settings.get("data")).get("origin"));
    assertEquals("reference", ((Map<?, ?>) settings.get("device")).get("name"));
    assertTrue(settings.containsKey("lamina") && settings.containsKey("java"));
  }

  private List<Map<?, ?>> documents() throws IOException {
    List<Map<?, ?>> documents = new ArrayList<>();
    String text = Files.readString(out.resolve("settings.yaml"));
    for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(text)) {
      documents.add((Map<?, ?>) document);
    }
    return documents;
  }

  @Test
  void metricsAreThereAfterEveryEpoch() {
    List<Long> lines = new ArrayList<>();
    try (RunLogs logs = new RunLogs()) {
      TrainingListener counter =
          new TrainingListener() {
            @Override
            public void epochFinished(EpochResult result) {
              lines.add(lines());
            }
          };
      train(TrainingListener.all(logs, counter));
    }
    assertEquals(List.of(1L, 2L, 3L), lines);
  }

  private long lines() {
    try (var lines = Files.lines(out.resolve("metrics.jsonl"))) {
      return lines.count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Keeps what a run began with, to begin another part of it. */
  private static final class Beginning implements TrainingListener {
    private final List<RunDescription> runs = new ArrayList<>();
    private final List<RunMaterial> materials = new ArrayList<>();

    @Override
    public void started(RunDescription run) {
      runs.add(run);
    }

    @Override
    public void prepared(RunMaterial material) {
      materials.add(material);
    }
  }

  @Test
  void aResumedRunContinuesItsLogs() throws IOException {
    Beginning beginning = new Beginning();
    try (RunLogs logs = new RunLogs()) {
      train(TrainingListener.all(logs, beginning));
    }
    try (RunLogs logs = new RunLogs()) {
      logs.started(beginning.runs.get(0));
      logs.prepared(beginning.materials.get(0));
      logs.epochStarted(2);
    }
    assertEquals(2, lines());
    assertEquals(3, Files.readAllLines(out.resolve("metrics.csv")).size());
    assertEquals(2, documents().size());
    assertEquals(2, documents().get(1).get("resumed_after_epoch"));
    assertFalse(documents().get(0).containsKey("resumed_after_epoch"));
  }

  @Test
  void aFileThatCannotBeWrittenIsTheUsersToRepair() throws IOException {
    Files.createDirectories(out.resolve("metrics.csv").resolve("in the way"));
    UserError error = assertThrows(UserError.class, this::train);
    assertTrue(error.getMessage().startsWith("cannot write the run's logs to " + out));
  }
}
