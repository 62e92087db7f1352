package dev.lamina.runtime.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormRecompute;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dInputGradSum;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.JoinedConv2d;
import dev.lamina.graph.op.JoinedConv2dGrad;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.RecomputedWeightGrad;
import dev.lamina.graph.op.SoftmaxCrossEntropy;
import dev.lamina.graph.op.Window;
import dev.lamina.graph.recipe.Recipe;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.device.ForwardingDevice;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.recording.AbsentBuffer;
import dev.lamina.runtime.recording.RecordedStep;
import dev.lamina.runtime.session.TinyNetwork;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On a device whose kernels do nothing but let the time pass that a test gives them. */
class AloneLimitTest {
  private static final long MILLI = 1_000_000;
  private static final MachineSpeed SPEED = new MachineSpeed(1e9, 1e6);
  private static final BatchNorm NORM = new BatchNorm(1e-5, 0.1, true);
  private static final Conv2d POINTWISE = new Conv2d(8, new Window(1, 1, 0), 1, false);
  private static final int REAL = Double.BYTES;

  private final ScriptedDevice device = new ScriptedDevice();

  @AfterEach
  void close() {
    device.close();
  }

  /** A device on which each run of a kernel takes as long as the script says for its op. */
  private static final class ScriptedDevice extends ForwardingDevice {
    private long now;
    private int bound;
    private List<Long> script = List.of(MILLI);

    ScriptedDevice() {
      super(Devices.installed().select("reference").open(DeviceOptions.defaults()));
    }

    @Override
    public Kernel bind(Binding binding) {
      bound++;
      int[] runs = {0};
      return () -> now += script.get(Math.min(runs[0]++, script.size() - 1));
    }
  }

  private AloneLimit limit(List<Binding> ops) {
    return AloneLimit.of(ops, device, SPEED, () -> device.now);
  }

  @Test
  void kernelTakesItsFastestRun() {
    device.script = List.of(1 * MILLI, 9 * MILLI, 5 * MILLI, 7 * MILLI);
    // The first run does not count.
    assertEquals(5e-3, limit(List.of(conv("conv"))).seconds(), 1e-12);
  }

  @Test
  void shortRunsAreTimedTogether() {
    device.script = List.of(MILLI, MILLI / 4, 0L, 0L, 0L, MILLI / 2, MILLI / 2);
    // Four at a time, of which the first four take half a millisecond.
    assertEquals(0.125e-3, limit(List.of(conv("conv"))).seconds(), 1e-12);
  }

  @Test
  void opsThatAreAlikeAreMeasuredOnce() {
    AloneLimit limit = limit(List.of(conv("first"), conv("second")));
    assertEquals(1, device.bound);
    assertEquals(2e-3, limit.seconds(), 1e-12);
  }

  @Test
  void measuringLeavesNothingBehind() {
    limit(List.of(conv("conv")));
    assertEquals(0, device.memory().bytes());
  }

  /** A convolution's two kernels, a linear layer's three, and the bytes of all else. */
  @Test
  void networkIsItsKernelsAndTheBytesOfAllElse() {
    List<Binding> ops = RecordedStep.of(new TinyNetwork(), Recipe.standard().withBatchSize(2));
    AloneLimit limit = limit(ops);
    assertEquals(5e-3, limit.kernelSeconds(), 1e-12);
    assertEquals(
        List.of("conv2d", "linear", "linear.weightGrad", "linear.inputGrad", "conv2d.weightGrad"),
        List.copyOf(limit.kernelSecondsByKind().keySet()));
    long map = 2 * 144 * REAL;
    long pooled = 2 * 36 * REAL;
    long few = 4 * REAL;
    long norm = 2 * map + 6 * few + 2 * 144 / 8;
    long normGrad = 3 * map + 6 * few + 2 * 144 / 8;
    long pool = 2 * (map + pooled + 2 * 36);
    long average = 2 * (pooled + 2 * few);
    long loss = 2 * (2 * 3 * REAL) + 2 * Integer.BYTES + 2 * REAL;
    long optimizer = 5 * 176 * REAL;
    assertEquals(norm + normGrad + pool + average + loss + optimizer, limit.bytes());
    assertEquals(limit.kernelSeconds() + limit.bytes() / 1e6, limit.seconds(), 1e-12);
    assertEquals(limit, limit.withoutRepeats());
  }

  /**
   * The norm reads its map; what it writes need not leave the caches, and the rest is the kernel.
   */
  @Test
  void gradientThatComputesANormAgainIsItsKernelAndThatMap() {
    Tensor x = map(16);
    Tensor dw = tensor(Space.GRADIENT, Shape.of(8, 16, 1, 1), 1);
    RecomputedWeightGrad op =
        new RecomputedWeightGrad(new BatchNormRecompute(NORM), new Conv2dWeightGrad(POINTWISE));
    AloneLimit limit =
        limit(
            List.of(
                new Binding(
                    "grad",
                    op,
                    List.of(x, few(16), few(16), few(16), few(16), map(8)),
                    List.of(dw, map(16)))));
    assertEquals(Map.of("conv2d.weightGrad", 1e-3), limit.kernelSecondsByKind());
    assertEquals(bytes(x) + 4 * 16 * REAL, limit.bytes());
    assertEquals(1e-3, limit.withoutRepeats().seconds(), 1e-12);
  }

  /** Its kernel alone moves the other term, too. */
  @Test
  void gradientThatIsAddedToAnotherIsOneKernel() {
    Tensor weight = tensor(Space.PARAMETER, Shape.of(8, 16, 1, 1), 1);
    Tensor dx = map(16);
    Binding grad =
        new Binding(
            "grad", new Conv2dInputGradSum(POINTWISE), List.of(map(8), weight, dx), List.of(dx));
    AloneLimit limit = limit(List.of(grad));
    assertEquals(Map.of("conv2d.inputGrad+add", 1e-3), limit.kernelSecondsByKind());
    assertEquals(0, limit.bytes());
  }

  @Test
  void layerOfADenseBlockIsItsKernelAndTheNormsMaps() {
    JoinedConv2d op = new JoinedConv2d(2, 0, NORM, POINTWISE);
    Tensor first = map(16);
    Tensor second = map(32);
    Tensor y = map(48);
    Tensor weight = tensor(Space.PARAMETER, Shape.of(8, 48, 1, 1), 1);
    Binding forward =
        new Binding(
            "layer",
            op,
            List.of(first, second, few(48), few(48), few(48), few(48), weight),
            List.of(map(8), y, few(48), few(48), mask(48), map(48)));
    AloneLimit limit = limit(List.of(forward));
    assertEquals(Map.of("conv2d", 1e-3), limit.kernelSecondsByKind());
    assertEquals(
        bytes(first) + bytes(second) + bytes(y) + 6 * 48 * REAL + 48 * 16 * 2 / 8, limit.bytes());
  }

  @Test
  void gradientsOfALayerOfADenseBlockAreTwoKernels() {
    JoinedConv2d conv = new JoinedConv2d(2, 0, NORM, POINTWISE);
    JoinedConv2dGrad op = new JoinedConv2dGrad(conv, true);
    Tensor weight = tensor(Space.PARAMETER, Shape.of(8, 48, 1, 1), 1);
    Binding backward =
        new Binding(
            "layer.grad",
            op,
            List.of(
                map(16), map(32), map(48), map(8), weight, few(48), few(48), few(48), few(48),
                mask(48), map(16), map(32)),
            List.of(
                map(16),
                map(32),
                few(48),
                few(48),
                tensor(Space.GRADIENT, Shape.of(8, 48, 1, 1), 1),
                map(48),
                map(48)));
    AloneLimit limit = limit(List.of(backward));
    assertEquals(
        Map.of("conv2d.weightGrad", 1e-3, "conv2d.inputGrad", 1e-3), limit.kernelSecondsByKind());
    // The maps, the gradients of their other readers, and their own.
    assertEquals(3 * bytes(map(48)) + 6 * 48 * REAL + 48 * 16 * 2 / 8, limit.bytes());
  }

  @Test
  void whatIsComputedAgainAfterTheLossIsNotNeeded() {
    Tensor logits = tensor(Space.ACTIVATION, Shape.of(3), 2);
    Binding loss =
        new Binding(
            "loss",
            new SoftmaxCrossEntropy(0),
            List.of(logits, tensor(Space.LABELS, Shape.of(1), 2)),
            List.of(tensor(Space.METRICS, Shape.of(2), 1), logits));
    Binding norm =
        new Binding(
            "norm",
            new BatchNormRecompute(NORM),
            List.of(map(16), few(16), few(16), few(16), few(16)),
            List.of(map(16)));
    AloneLimit limit = limit(List.of(conv("conv"), loss, conv("again"), norm));
    assertEquals(2e-3, limit.kernelSeconds(), 1e-12);
    assertEquals(1e-3, limit.withoutRepeats().kernelSeconds(), 1e-12);
    assertEquals(
        2 * bytes(map(16)) + 4 * 16 * REAL, limit.bytes() - limit.withoutRepeats().bytes());
  }

  @Test
  void kernelsOfARealDeviceTakeTime() {
    try (Device reference =
        Devices.installed().select("reference").open(DeviceOptions.defaults())) {
      Binding linear =
          new Binding(
              "fc",
              new Linear(3, true),
              List.of(
                  tensor(Space.ACTIVATION, Shape.of(4), 2),
                  tensor(Space.PARAMETER, Shape.of(3, 4), 1),
                  tensor(Space.PARAMETER, Shape.of(3), 1)),
              List.of(tensor(Space.ACTIVATION, Shape.of(3), 2)));
      AloneLimit limit =
          AloneLimit.of(List.of(conv("conv"), linear), reference, SPEED, System::nanoTime);
      assertTrue(limit.kernelSecondsByKind().values().stream().allMatch(seconds -> seconds > 0));
    }
  }

  private static Binding conv(String name) {
    Tensor weight = tensor(Space.PARAMETER, Shape.of(8, 16, 1, 1), 1);
    return new Binding(name, POINTWISE, List.of(map(16), weight), List.of(map(8)));
  }

  private static Tensor map(int channels) {
    return tensor(Space.ACTIVATION, Shape.of(channels, 4, 4), 2);
  }

  private static Tensor mask(int channels) {
    return tensor(Space.MASK, Shape.of(channels * 16), 2);
  }

  private static Tensor few(int channels) {
    return tensor(Space.STATISTIC, Shape.of(channels), 1);
  }

  private static Tensor tensor(Space space, Shape shape, int batch) {
    return new Tensor(new AbsentBuffer(space, batch * shape.elements()), 0, space, shape, batch);
  }

  private static long bytes(Tensor map) {
    return map.elements() * REAL;
  }
}
