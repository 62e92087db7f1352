package dev.lamina.runtime.data.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.lamina.runtime.data.Normalization;
import dev.lamina.runtime.data.augment.Augmentation;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchLoaderAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void aWarmLoaderAllocatesNothingPerBatch() {
    LoaderConfig config =
        LoaderConfig.training(16, 1, Normalization.cifar10())
            .withAugmentation(
                Augmentation.flipAndResizedCrop().then(Augmentation.flipAndPaddedCrop()))
            .withThreads(2);
    try (BatchLoader loader = BatchLoader.open(TestImages.of(1600), config)) {
      // The least of several epochs: a crop size that comes up for the first time costs its
      // weights.
      long least =
          IntStream.range(0, 10).mapToLong(epoch -> perBatch(loader, epoch)).min().orElse(0);
      // Asking for the figures allocates a little; one object an image would be 256 bytes and more.
      assertTrue(least < 32, () -> least + " bytes a batch");
    }
  }

  private static long perBatch(BatchLoader loader, int epoch) {
    Iterator<Batch> batches = loader.epoch(epoch).iterator();
    batches.next();
    long[] ids = threads();
    long before = allocated(ids);
    int count = 0;
    while (batches.hasNext()) {
      count += batches.next().size() / 16;
    }
    assertEquals(99, count);
    return (allocated(ids) - before) / count;
  }

  private static long[] threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith("lamina-loader") || t == Thread.currentThread())
        .mapToLong(BatchLoaderAllocationTest::id)
        .toArray();
  }

  // Its successor threadId() is not there before JDK 19.
  @SuppressWarnings("deprecation")
  private static long id(Thread thread) {
    return thread.getId();
  }

  private static long allocated(long[] ids) {
    return Arrays.stream(THREADS.getThreadAllocatedBytes(ids)).sum();
  }
}
