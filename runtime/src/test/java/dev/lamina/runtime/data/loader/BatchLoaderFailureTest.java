package dev.lamina.runtime.data.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.data.Normalization;
import dev.lamina.runtime.data.augment.Augmentation;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchLoaderFailureTest {
  private static final Normalization NORMALIZATION = Normalization.cifar10();

  private static BatchLoader failingAfter(int images, RuntimeException failure, int threads) {
    AtomicInteger count = new AtomicInteger();
    Augmentation failing =
        (image, random) -> {
          if (count.getAndIncrement() >= images) {
            throw failure;
          }
        };
    LoaderConfig config =
        LoaderConfig.evaluation(5, NORMALIZATION).withAugmentation(failing).withThreads(threads);
    return BatchLoader.open(TestImages.of(50), config);
  }

  @Test
  void aFailureComesWhenItsBatchIsDue() {
    IllegalArgumentException cause = new IllegalArgumentException("broken");
    try (BatchLoader loader = failingAfter(12, cause, 1)) {
      Iterator<Batch> batches = loader.epoch(0).iterator();
      assertEquals(0, batches.next().number());
      assertEquals(1, batches.next().number());
      Exception failure = assertThrows(IllegalStateException.class, batches::next);
      assertEquals(cause, failure.getCause());
      assertTrue(failure.getMessage().contains("batch 2 of epoch 0"), failure::getMessage);
      assertThrows(IllegalStateException.class, batches::next);
    }
  }

  @Test
  void aFailureWithManyThreadsReachesTheConsumer() {
    try (BatchLoader loader = failingAfter(20, new IllegalStateException("broken"), 4)) {
      Iterator<Batch> batches = loader.epoch(0).iterator();
      assertThrows(IllegalStateException.class, () -> batches.forEachRemaining(batch -> {}));
    }
  }

  @Test
  void aUserErrorStaysAUserError() {
    try (BatchLoader loader = failingAfter(0, new UserError("image 3 is damaged"), 2)) {
      Iterator<Batch> batches = loader.epoch(0).iterator();
      UserError error = assertThrows(UserError.class, batches::next);
      assertEquals("image 3 is damaged", error.getMessage());
    }
  }

  @Test
  void closingEndsTheThreadsEvenInTheMiddleOfAnEpoch() {
    BatchLoader loader =
        BatchLoader.open(
            TestImages.of(50), LoaderConfig.evaluation(2, NORMALIZATION).withThreads(3));
    loader.epoch(0).iterator().next();
    assertEquals(3, loaderThreads());
    loader.close();
    assertEquals(0, loaderThreads());
    assertThrows(IllegalStateException.class, () -> loader.epoch(1));
    loader.close();
  }

  private static long loaderThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("lamina-loader"))
        .count();
  }

  @Test
  void closingWhileInterruptedStillEndsTheThreadsAndKeepsTheInterrupt() {
    BatchLoader loader =
        BatchLoader.open(TestImages.of(9), LoaderConfig.evaluation(2, NORMALIZATION));
    Thread.currentThread().interrupt();
    loader.close();
    assertTrue(Thread.interrupted());
    assertEquals(0, loaderThreads());
    assertFalse(Thread.interrupted());
  }
}
