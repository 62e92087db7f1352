package dev.lamina.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.cudnn.CudnnProvider;
import dev.lamina.cudnn.standin.OnStandIn;
import dev.lamina.cudnn.standin.StandIn;
import dev.lamina.graph.recipe.Recipe;
import dev.lamina.runtime.device.Apart;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.ForwardingDevice;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Precision;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.Networks;
import dev.lamina.runtime.profile.Cost;
import dev.lamina.runtime.recording.RecordedStep;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The table in docs/gpu.md of what a training step should take; a wrong one is given right. */
@OnStandIn
class PaperPlanTest {
  private static final List<String> NETWORKS =
      List.of("GoogleNet", "ResNet", "PreActResNet", "DenseNet", "ResNeXt29");
  private static final int BATCH = 128;
  private static final int STEPS = 351;
  private static final double BYTES_A_SECOND = 3.35e12;
  private static final double FLOAT32 = 67e12;
  private static final double TF32 = 495e12;
  private static final double BFLOAT16 = 990e12;

  private final StandIn standIn = StandIn.inUse().orElseThrow();

  @Test
  void theTableIsRight() throws IOException {
    List<String> rows = new ArrayList<>();
    for (String network : NETWORKS) {
      rows.add(row(network));
    }
    List<String> table =
        Files.readAllLines(Path.of("../docs/gpu.md")).stream()
            .filter(line -> NETWORKS.stream().anyMatch(name -> line.startsWith("| " + name)))
            .toList();
    assertEquals(String.join("\n", rows), String.join("\n", table));
  }

  private String row(String name) {
    CompiledNetwork network = Networks.installed().named(name);
    List<Cost> singles = costs(network, Precision.FLOAT32);
    List<Cost> halves = costs(network, Precision.BFLOAT16);
    return String.format(
        Locale.ROOT,
        "| %s | %d | %,.1f | %.2f | %.2f | %.2f | %.2f | %.2f |",
        name,
        work(network),
        sum(singles).flops() * 1e-9,
        sum(singles).bytes() * 1e-9,
        sum(halves).bytes() * 1e-9,
        seconds(singles, FLOAT32),
        seconds(singles, TF32),
        seconds(halves, BFLOAT16));
  }

  private static Cost sum(List<Cost> costs) {
    return costs.stream().reduce(Cost.NONE, Cost::plus);
  }

  private static double seconds(List<Cost> costs, double flopsASecond) {
    return STEPS
        * costs.stream()
            .mapToDouble(
                cost -> Math.max(cost.flops() / flopsASecond, cost.bytes() / BYTES_A_SECOND))
            .sum();
  }

  private static List<Cost> costs(CompiledNetwork network, Precision precision) {
    try (Device device = gpu(precision)) {
      return RecordedStep.of(network, network.recipe().withBatchSize(BATCH)).stream()
          // On a GPU, a norm that is computed again is whole before its reader begins.
          .flatMap(binding -> Apart.of(binding).stream())
          .map(binding -> Cost.of(binding, device))
          .toList();
    }
  }

  private static Device gpu(Precision precision) {
    return new CudnnProvider()
        .open(new DeviceOptions(Optional.of(precision), OptionalInt.empty(), true));
  }

  /** The pieces of work of a captured step; that there are small batches makes no difference. */
  private long work(CompiledNetwork network) {
    Recipe recipe = network.recipe().withBatchSize(CudnnSteps.BATCH);
    CountingDevice device = new CountingDevice(gpu(Precision.FLOAT32));
    try (NetworkSession session =
        NetworkSession.open(network, device, SessionOptions.training(recipe))) {
      long before = standIn.calls("captured");
      CudnnSteps steps = new CudnnSteps();
      steps.step(session, 1e-3);
      steps.step(session, 1e-3);
      return standIn.calls("captured") - before;
    }
  }

  /** Has sequences captured, and computes nothing. */
  private static final class CountingDevice extends ForwardingDevice {
    private final Device gpu;
    private boolean capturing;

    CountingDevice(Device gpu) {
      super(gpu);
      this.gpu = gpu;
    }

    @Override
    public Kernel bind(Binding binding) {
      Kernel kernel = super.bind(binding);
      return () -> {
        if (capturing) {
          kernel.run();
        }
      };
    }

    @Override
    public Kernel capture(Runnable sequence) {
      capturing = true;
      gpu.capture(sequence);
      capturing = false;
      return () -> {};
    }
  }
}
