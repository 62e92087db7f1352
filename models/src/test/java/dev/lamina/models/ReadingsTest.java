package dev.lamina.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.cudnn.standin.OnStandIn;
import dev.lamina.cudnn.standin.StandIn;
import dev.lamina.runtime.data.cifar.Cifar10Sample;
import dev.lamina.runtime.network.Networks;
import dev.lamina.runtime.training.EpochProgress;
import dev.lamina.runtime.training.Training;
import dev.lamina.runtime.training.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training does not read from the GPU after every step. */
@OnStandIn
class ReadingsTest {
  private static final int STEPS = 4;
  private static final int BATCH = 8;
  private static final int MANY_STEPS = 103;
  private static final int FEW = 2;

  private final StandIn standIn = StandIn.inUse().orElseThrow();
  private final List<Long> readings = new ArrayList<>();
  private final List<Double> losses = new ArrayList<>();

  @TempDir private Path folder;

  @Test
  void theLossesOfAnEpochAreReadAtOnceAtItsEnd() {
    Training.of(
            Networks.installed().named("ResNet"), new Cifar10Sample("this test needs few images"))
        .recipe(recipe -> recipe.withEpochs(1).withBatchSize(BATCH).withLearningRate(0.01))
        .limit(STEPS * BATCH)
        .on("cudnn")
        .out(folder)
        .listener(listener())
        .run();
    long before = readings.get(0);
    assertEquals(
        List.of(0L, 0L, 0L, 0L, 1L), readings.stream().map(count -> count - before).toList());
    assertEquals(
        List.of(true, true, true, false), losses.stream().map(loss -> loss.isNaN()).toList());
  }

  @Test
  void aLongEpochIsReadEveryFiftySteps() {
    Training.of(
            Networks.installed().named("SmallResNet"),
            new Cifar10Sample("this test needs few images"))
        .recipe(recipe -> recipe.withEpochs(1).withBatchSize(FEW).withLearningRate(0.01))
        .limit(MANY_STEPS * FEW)
        .on("cudnn")
        .out(folder)
        .listener(listener())
        .run();
    List<Integer> read =
        IntStream.rangeClosed(1, MANY_STEPS)
            .filter(step -> readings.get(step) > readings.get(step - 1))
            .boxed()
            .toList();
    assertEquals(List.of(50, 100, MANY_STEPS), read);
  }

  private TrainingListener listener() {
    return new TrainingListener() {
      @Override
      public void epochStarted(int epoch) {
        readings.add(standIn.calls("cuMemcpyDtoHAsync"));
      }

      @Override
      public void stepped(EpochProgress progress) {
        readings.add(standIn.calls("cuMemcpyDtoHAsync"));
        losses.add(progress.loss());
      }
    };
  }
}
