package dev.lamina.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.cudnn.standin.OnGpu;
import dev.lamina.runtime.data.cifar.Cifar10Sample;
import dev.lamina.runtime.network.Networks;
import dev.lamina.runtime.training.Training;
import dev.lamina.runtime.training.TrainingResult;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole protocol, for an epoch or two that are short: the GPU's losses are the CPU's. */
@OnGpu
class EpochOnGpuTest {
  private static final double RELATIVE = 1e-3;
  private static final int IMAGES = 512;

  /**
   * A tenth of the recipe's: with that, rounding grows so fast that the CPU's own losses, on one
   * thread and on two, are a thousandth apart after four steps.
   */
  private static final double LEARNING_RATE = 0.01;

  @TempDir private Path folder;

  @Test
  void hasTheLossesOfTheCpu() {
    double cpu = train("onednn").last().trainLoss();
    double gpu = train("cudnn").last().trainLoss();
    assertEquals(cpu, gpu, RELATIVE * cpu);
  }

  @Test
  void learnsInTwoEpochs() {
    TrainingResult trained =
        training("cudnn")
            .recipe(r -> r.withEpochs(2).withBatchSize(16).withLearningRate(LEARNING_RATE))
            .limit(64)
            .run();
    assertEquals(2, trained.epochs().size());
    double first = trained.epochs().get(0).trainLoss();
    assertTrue(trained.last().trainLoss() < first, trained::toString);
    assertTrue(Files.exists(trained.checkpoint()));
  }

  private TrainingResult train(String device) {
    return training(device)
        .recipe(recipe -> recipe.withEpochs(1).withLearningRate(LEARNING_RATE))
        .limit(IMAGES)
        .run();
  }

  private Training training(String device) {
    return Training.of(
            Networks.installed().named("ResNet"), new Cifar10Sample("this test needs few images"))
        .on(device)
        .out(folder.resolve(device));
  }
}
