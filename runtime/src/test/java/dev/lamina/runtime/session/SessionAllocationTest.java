package dev.lamina.runtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.lamina.graph.op.Sgd;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

/** After the first step a session allocates nothing. */
class SessionAllocationTest {
  private static final int STEPS = 20;
  private static final long FEW_BYTES_A_STEP = 256;

  private final ToyBatch batch = new ToyBatch(5);
  private final FloatBuffer logits = FloatBuffer.allocate(ToyBatch.SIZE * TinyNetwork.CLASSES);

  @Test
  void stepsAllocateNothingOnTheDevice() {
    try (NetworkSession session = Sessions.training(new Sgd(0.9, 0, false))) {
      step(session);
      long before = session.device().memory().allocations();
      steps(session);
      assertEquals(before, session.device().memory().allocations());
    }
  }

  @Test
  void stepsAllocateNothingOnTheHeap() {
    try (NetworkSession session = Sessions.training(new Sgd(0.9, 0, false))) {
      steps(session);
      long before = heapBytes();
      steps(session);
      long perStep = (heapBytes() - before) / STEPS;
      assertTrue(perStep <= FEW_BYTES_A_STEP, perStep + " bytes a step");
    }
  }

  private void steps(NetworkSession session) {
    for (int i = 0; i < STEPS; i++) {
      step(session);
    }
  }

  private void step(NetworkSession session) {
    session.step(batch.images(), batch.labels(), 0.1);
    session.metrics();
    session.infer(batch.images());
    session.readLogits(logits.rewind());
  }

  private static long heapBytes() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
