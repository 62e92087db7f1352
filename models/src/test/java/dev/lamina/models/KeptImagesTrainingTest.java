package dev.lamina.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lamina.cudnn.standin.OnGpu;
import dev.lamina.runtime.data.cifar.Cifar10Sample;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.network.Networks;
import dev.lamina.runtime.training.EpochProgress;
import dev.lamina.runtime.training.Training;
import dev.lamina.runtime.training.TrainingListener;
import dev.lamina.runtime.training.TrainingStopped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the training images are makes no difference to what is learnt from them. */
@OnGpu
class KeptImagesTrainingTest {
  private static final int STEPS = 3;
  private static final int BATCH = 8;

  @TempDir private Path folder;

  private Training training(String out, boolean kept) {
    return Training.of(
            Networks.installed().named("ResNet"), new Cifar10Sample("this test needs few images"))
        .recipe(recipe -> recipe.withEpochs(1).withBatchSize(BATCH))
        .limit(STEPS * BATCH)
        .on("cudnn")
        .deviceOptions(DeviceOptions.defaults().withImagesKept(kept))
        .out(folder.resolve(out));
  }

  private byte[] weights(String out) throws IOException {
    return Files.readAllBytes(folder.resolve(out).resolve("ResNet.last.safetensors"));
  }

  @Test
  void givesTheSameBitsAlsoInARunThatWasStopped() throws IOException {
    training("copied", false).run();
    AtomicInteger steps = new AtomicInteger();
    Training stopped = training("kept", true).stopWhen(() -> steps.get() == 1);
    stopped.listener(
        new TrainingListener() {
          @Override
          public void stepped(EpochProgress progress) {
            steps.incrementAndGet();
          }
        });
    assertThrows(TrainingStopped.class, stopped::run);
    training("kept", true).resume().run();
    assertArrayEquals(weights("copied"), weights("kept"));
  }
}
