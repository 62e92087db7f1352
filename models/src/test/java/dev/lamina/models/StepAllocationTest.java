package dev.lamina.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.lamina.graph.op.AdamW;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.network.Networks;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated classes on the device that users get: nothing is allocated after the first step. */
class StepAllocationTest {
  private static final int BATCH = 2;
  private static final int STEPS = 10;
  private static final long FEW_BYTES_A_STEP = 2048;

  private final FloatBuffer images = FloatBuffer.allocate(BATCH * 3 * 32 * 32);
  private final IntBuffer labels = IntBuffer.allocate(BATCH);

  @ParameterizedTest
  @ValueSource(strings = {"ResNet", "DenseNet", "GoogleNet"})
  void stepsAllocateNothing(String network) {
    try (NetworkSession session =
        NetworkSession.open(
            Networks.installed().named(network),
            Devices.installed().select(Devices.AUTO).open(DeviceOptions.defaults()),
            SessionOptions.training(BATCH, new AdamW(0.9, 0.999, 1e-8, 1e-4)))) {
      session.initialize(1);
      // The first is plain, the second captured where a device captures.
      steps(session, 2);
      long onDevice = session.device().memory().allocations();
      long onHeap = heapBytes();
      steps(session, STEPS);
      long perStep = (heapBytes() - onHeap) / STEPS;
      assertEquals(onDevice, session.device().memory().allocations());
      assertTrue(perStep <= FEW_BYTES_A_STEP, perStep + " bytes a step");
    }
  }

  private void steps(NetworkSession session, int count) {
    for (int i = 0; i < count; i++) {
      session.step(images, labels, 1e-3);
      session.metrics();
    }
  }

  private static long heapBytes() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
