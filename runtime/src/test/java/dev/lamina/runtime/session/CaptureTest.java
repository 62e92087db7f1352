package dev.lamina.runtime.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.graph.op.Sgd;
import dev.lamina.runtime.device.Device;
import org.junit.jupiter.api.Test;

class CaptureTest {
  private static final Sgd SGD = new Sgd(0.9, 0, false);
  private static final double RATE = 0.1;

  private final CapturingDevice device = new CapturingDevice();
  private final ToyBatch batch = new ToyBatch(5);

  private NetworkSession open(Device device) {
    NetworkSession session =
        NetworkSession.open(new TinyNetwork(), device, SessionOptions.training(ToyBatch.SIZE, SGD));
    session.initialize(1);
    return session;
  }

  @Test
  void aStepIsCapturedOnceAfterOnePlainRun() {
    try (NetworkSession session = open(device)) {
      session.step(batch.images(), batch.labels(), RATE);
      assertEquals(0, device.captures());
      session.step(batch.images(), batch.labels(), RATE);
      assertEquals(1, device.captures());
      session.step(batch.images(), batch.labels(), RATE);
      assertEquals(1, device.captures());
      assertEquals(2, device.capturedRuns());
    }
  }

  @Test
  void inferenceIsCapturedByItself() {
    try (NetworkSession session = open(device)) {
      for (int i = 0; i < 3; i++) {
        session.infer(batch.images());
      }
      assertEquals(1, device.captures());
      assertEquals(2, device.capturedRuns());
    }
  }

  @Test
  void aStepInTwoPartsGivesTheSameWeights() {
    try (NetworkSession whole = open(device);
        NetworkSession parts = open(Sessions.device())) {
      for (int i = 0; i < 4; i++) {
        whole.step(batch.images(), batch.labels(), RATE);
        parts.differentiate(batch.images(), batch.labels());
        parts.update(RATE);
      }
      assertArrayEquals(
          parts.weights().doubles("conv.weight"), whole.weights().doubles("conv.weight"));
    }
  }
}
