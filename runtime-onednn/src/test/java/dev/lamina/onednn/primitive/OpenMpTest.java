package dev.lamina.onednn.primitive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class OpenMpTest {
  @Test
  void everyThreadThatRunsPrimitivesHasTheNumberOfThreads() throws Exception {
    ExecutorService first = Executors.newSingleThreadExecutor();
    ExecutorService second = Executors.newSingleThreadExecutor();
    try {
      OpenMp openMp = OpenMp.with(OptionalInt.of(3));
      assertEquals(3, first.submit(() -> threadsAfterEntering(openMp)).get());
      assertEquals(3, second.submit(() -> threadsAfterEntering(openMp)).get());
    } finally {
      first.shutdown();
      second.shutdown();
    }
  }

  private static int threadsAfterEntering(OpenMp openMp) {
    openMp.enter();
    return OpenMp.function("omp_get_max_threads").invokeInt(new Object[0]);
  }
}
