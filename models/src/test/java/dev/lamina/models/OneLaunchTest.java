package dev.lamina.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.cudnn.standin.OnStandIn;
import dev.lamina.cudnn.standin.StandIn;
import dev.lamina.runtime.data.ImageDataset;
import dev.lamina.runtime.data.InMemoryDataset;
import dev.lamina.runtime.data.Normalization;
import dev.lamina.runtime.data.augment.Augmentation;
import dev.lamina.runtime.data.loader.BatchLoader;
import dev.lamina.runtime.data.loader.EpochPlan;
import dev.lamina.runtime.data.loader.LoaderConfig;
import dev.lamina.runtime.device.ImageSet;
import dev.lamina.runtime.session.NetworkSession;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a training step asks of NVIDIA's libraries once it is captured: one launch, and its batch.
 */
@OnStandIn
class OneLaunchTest {
  private static final int STEPS = 2;

  private final StandIn standIn = StandIn.inUse().orElseThrow();
  private final CudnnSteps steps = new CudnnSteps();

  @ParameterizedTest
  @ValueSource(strings = {"ResNet", "PreActResNet", "GoogleNet", "DenseNet", "CifarResNeXt20"})
  void aReplayedStepIsOneLaunchAndTheCopyOfItsBatch(String network) {
    try (NetworkSession session = CudnnSteps.open(network, true)) {
      // The first is plain, the second captured.
      take(session, 2);
      Map<String, Long> before = calls();
      take(session, STEPS);
      Map<String, Long> after = calls();
      Map<String, Long> more = new TreeMap<>();
      after.forEach((name, count) -> more.put(name, count - before.get(name)));
      assertEquals(
          Map.of("all", 14L, "launches", 2L, "copies", 4L, "marks", 4L, "waits for a mark", 4L),
          more);
    }
  }

  @Test
  void aReplayedStepOnImagesInMemoryIsOneLaunch() {
    try (NetworkSession session = CudnnSteps.open("ResNet", true);
        BatchLoader loader = loader()) {
      EpochPlan plan = loader.plan().orElseThrow();
      assertTrue(session.keepImages(plan.images()));
      session.planImages(0, plan.rows(0));
      session.step(1e-3);
      session.step(1e-3);
      Map<String, Long> before = calls();
      session.step(1e-3);
      session.step(1e-3);
      Map<String, Long> after = calls();
      Map<String, Long> more = new TreeMap<>();
      after.forEach((name, count) -> more.put(name, count - before.get(name)));
      assertEquals(
          Map.of("all", 2L, "launches", 2L, "copies", 0L, "marks", 0L, "waits for a mark", 0L),
          more);
    }
  }

  @Test
  void imagesThatDoNotFitAreNotKept() {
    try (NetworkSession session = CudnnSteps.open("ResNet", true);
        BatchLoader loader = loader()) {
      ImageSet images = loader.plan().orElseThrow().images();
      ImageSet many =
          new ImageSet(
              Integer.MAX_VALUE,
              images.shape(),
              images.pixels(),
              images.label(),
              images.values(),
              images.cover(),
              images.rows(),
              images.columns(),
              images.epochRows());
      assertFalse(session.keepImages(many));
    }
  }

  /** Four batches of black images. */
  private static BatchLoader loader() {
    int count = 4 * CudnnSteps.BATCH;
    ImageDataset black =
        new InMemoryDataset(3, 32, 32, List.of("only"), new byte[count], new byte[count * 3072]);
    Normalization normalization = Normalization.cifar10();
    return BatchLoader.open(
        black,
        LoaderConfig.training(CudnnSteps.BATCH, 1, normalization)
            .withAugmentation(Augmentation.flipAndResizedCrop()));
  }

  private void take(NetworkSession session, int count) {
    for (int i = 0; i < count; i++) {
      steps.step(session, 1e-3);
    }
  }

  private Map<String, Long> calls() {
    ToLongFunction<String> beginning = standIn::callsBeginning;
    long all = Stream.of("cu", "nvrtc").mapToLong(beginning).sum();
    return Map.of(
        "all", all,
        "launches", standIn.calls("cuGraphLaunch"),
        "copies", standIn.calls("cuMemcpyHtoDAsync"),
        "marks", standIn.calls("cuEventRecord"),
        "waits for a mark", standIn.calls("cuEventSynchronize"));
  }
}
