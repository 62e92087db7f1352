package dev.lamina.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.lamina.cudnn.standin.OnGpu;
import dev.lamina.runtime.session.NetworkSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A captured step gives the same bits as its kernels one by one. */
@OnGpu
class CapturedStepTest {
  private static final int STEPS = 3;

  @ParameterizedTest
  @ValueSource(strings = {"ResNet", "PreActResNet", "GoogleNet", "DenseNet", "CifarResNeXt20"})
  void givesTheSameBits(String network) {
    try (NetworkSession captured = CudnnSteps.open(network, true);
        NetworkSession plain = CudnnSteps.open(network, false)) {
      train(captured);
      train(plain);
      captured
          .weights()
          .specs()
          .forEach(
              spec ->
                  assertArrayEquals(
                      plain.weights().floats(spec.name()),
                      captured.weights().floats(spec.name()),
                      spec.name()));
      assertArrayEquals(plain.logits(), captured.logits());
    }
  }

  /** The learning rate changes once, and between the steps there is inference. */
  private static void train(NetworkSession session) {
    CudnnSteps steps = new CudnnSteps();
    for (int step = 0; step < STEPS; step++) {
      steps.step(session, step < 2 ? 1e-3 : 1e-4);
      steps.infer(session);
    }
  }
}
