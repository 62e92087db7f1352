package dev.lamina.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.cudnn.standin.OnStandIn;
import dev.lamina.cudnn.standin.StandIn;
import dev.lamina.runtime.session.NetworkSession;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
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
      Map<String, Long> perStep = new TreeMap<>();
      after.forEach((name, count) -> perStep.put(name, (count - before.get(name)) / STEPS));
      assertEquals(
          Map.of("all", 7L, "launches", 1L, "copies", 2L, "marks", 2L, "waits for a mark", 2L),
          perStep);
    }
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
