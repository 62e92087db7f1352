package dev.lamina.conformance.lockstep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.ActivationGrad;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.op.BatchNormRecompute;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedStep;
import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.op.MaxPoolGrad;
import dev.lamina.graph.op.Op;
import dev.lamina.graph.op.Window;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.reference.ReferenceDevice;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Single ops on branches that are given, and on those that another device was seen to take. */
class FollowingDeviceTest {
  private static final Shape FOUR = Shape.of(1, 2, 2);

  private final Branches branches = new Branches();
  private final FollowingDevice device = new FollowingDevice(branches);

  @Test
  void activationsTakeTheGivenBranches() {
    ActivationFunction leaky = ActivationFunction.LEAKY_RELU;
    Tensor x = map(device, FOUR, -4, 1, 0.5, -2);
    Tensor y = map(device, FOUR);
    Tensor dy = map(device, FOUR, 1, 1, 1, 1);
    branches.put(0, new int[] {0, 1, 0, 1});
    run(device, new Activation(leaky), List.of(x), List.of(y));
    run(device, new ActivationGrad(leaky), List.of(y, dy), List.of(dy));
    assertArrayEquals(new double[] {-0.04, 1, 0, 0}, Transfer.read(y), 1e-15);
    assertArrayEquals(new double[] {0.01, 1, 0.01, 1}, Transfer.read(dy));
    double scale = Math.sqrt((16 + 1 + 0.25 + 4) / 4);
    assertEquals(
        List.of(new Kink("node", 2, 0.5, scale), new Kink("node", 3, 2, scale)),
        device.kinks().kinks());
    assertEquals(0.5, device.kinks().share());
    assertEquals(2 / scale, device.kinks().greatest());
  }

  @Test
  void sumsTakeTheGivenBranchesInPlaceToo() {
    Add op = new Add(2, ActivationFunction.RELU);
    Tensor x = map(device, FOUR, 1, 2, -3, -5);
    Tensor other = map(device, FOUR, 1, -3, 4, 1);
    Tensor dy = map(device, FOUR, 1, 1, 1, 1);
    branches.put(0, new int[] {1, 1, 0, 0});
    run(device, op, List.of(x, other), List.of(x));
    run(device, new ActivationGrad(op.function()), List.of(x, dy), List.of(dy));
    assertArrayEquals(new double[] {2, 0, 0, 0}, Transfer.read(x), 1e-15);
    assertArrayEquals(new double[] {1, 1, 0, 0}, Transfer.read(dy));
    assertEquals(2, device.kinks().count());
  }

  /** {@code y = relu(x + other) + other}, whose ReLU's output is kept. */
  @Test
  void chainsTakeTheGivenBranchesBeforeTheirEndToo() {
    Fused chain =
        new Fused(
            2,
            List.of(
                new FusedStep.Sum(List.of(0, 1)),
                new FusedStep.Apply(ActivationFunction.RELU, 2),
                new FusedStep.Sum(List.of(3, 1))),
            List.of(4, 3));
    Tensor x = map(device, FOUR, 1, 2, -3, -5);
    Tensor other = map(device, FOUR, 1, -3, 4, 1);
    Tensor kept = map(device, FOUR);
    branches.put(0, new int[] {1, 1, 0, 0});
    run(device, chain, List.of(x, other), List.of(x, kept));
    assertArrayEquals(new double[] {2, 0, 0, 0}, Transfer.read(kept), 1e-15);
    assertArrayEquals(new double[] {3, -3, 4, 1}, Transfer.read(x), 1e-15);
    double scale = Math.sqrt((4 + 1 + 1 + 16) / 4.0);
    assertEquals(
        List.of(new Kink("node/step1", 1, 1, scale), new Kink("node/step1", 2, 1, scale)),
        device.kinks().kinks());
  }

  @Test
  void branchesAreSeenWithinChains() {
    RecordingDevice seen = new RecordingDevice(new ReferenceDevice(), branches);
    Fused chain =
        new Fused(
            1,
            List.of(
                new FusedStep.Apply(ActivationFunction.RELU, 0),
                new FusedStep.Sum(List.of(1, 0)),
                new FusedStep.Apply(ActivationFunction.LEAKY_RELU, 2)),
            List.of(3, 1));
    Tensor x = map(seen, FOUR, -4, 1, 0, 2);
    run(seen, chain, List.of(x), List.of(map(seen, FOUR), map(seen, FOUR)));
    assertArrayEquals(new int[] {0, 1, 0, 1}, branches.of(0));
    assertArrayEquals(new int[] {0, 1, 0, 1}, branches.of(1));
  }

  /** The ReLU's gradient is the plain norm's, of what the given branches let pass. */
  @Test
  void normsTakeTheGivenBranches() {
    int[] passed = {1, 0, 0, 1, 1, 1, 0, 0};
    double[] dy = {1, -2, 3, 4, -1, 2, 0.5, 1};
    branches.put(0, passed);
    try (Device plain = new ReferenceDevice()) {
      double[] gated = IntStream.range(0, 8).mapToDouble(i -> dy[i] * passed[i]).toArray();
      assertArrayEquals(normGradients(plain, false, gated), normGradients(device, true, dy));
    }
  }

  /** The gradients of the input, of the scale and of the shift. */
  private static double[] normGradients(Device device, boolean relu, double[] gradient) {
    BatchNorm op = new BatchNorm(1e-5, 0.1, relu);
    Shape shape = Shape.of(2, 2, 2);
    Tensor x = map(device, shape, 3, 1, -2, 5, 0, 2, 4, -7);
    Tensor dy = map(device, shape, gradient);
    Tensor mask = tensor(device, Space.MASK, Shape.of(8));
    List<Tensor> c = Stream.generate(() -> map(device, Shape.of(2), 0.8, 0.3)).limit(8).toList();
    List<Tensor> outputs = List.of(map(device, shape), c.get(4), c.get(5), mask);
    List<Tensor> saved = List.of(x, dy, c.get(0), c.get(1), c.get(4), c.get(5), mask);
    List<Tensor> gradients = List.of(map(device, shape), c.get(6), c.get(7));
    run(
        device,
        op,
        List.of(x, c.get(0), c.get(1), c.get(2), c.get(3)),
        outputs.subList(0, relu ? 4 : 3));
    run(device, new BatchNormGrad(op), saved.subList(0, relu ? 7 : 6), gradients);
    return gradients.stream().flatMapToDouble(g -> DoubleStream.of(Transfer.read(g))).toArray();
  }

  /** Its branches were counted in the forward pass. */
  @Test
  void aNormThatIsComputedAgainTakesTheGivenBranchesAndCountsNone() {
    Tensor x = map(device, FOUR, -4, 1, 0.5, 2.5);
    List<Tensor> c = Stream.of(1.0, 0.0, 0.0, 1.0).map(v -> map(device, Shape.of(1), v)).toList();
    Tensor y = map(device, FOUR);
    branches.put(0, new int[] {1, 1, 0, 1});
    BatchNorm norm = new BatchNorm(1e-5, 0.1, true);
    run(
        device,
        new BatchNormRecompute(norm),
        List.of(x, c.get(0), c.get(1), c.get(2), c.get(3)),
        List.of(y));
    assertArrayEquals(new double[] {0, 1, 0, 2.5}, Transfer.read(y), 1e-15);
    assertEquals(0, device.kinks().branches());
  }

  @Test
  void maximaAreTakenFromTheGivenPixels() {
    Tensor x = map(device, Shape.of(1, 2, 4), 1, 3, 5, 5, 2, 4, 0, 6);
    branches.put(0, new int[] {3, 0});
    assertArrayEquals(
        new double[] {0, 0, 20, 0, 0, 10, 0, 0}, pool(device, x, new Window(2, 2, 0), 10, 20));
    assertEquals(
        List.of(new Kink("node", 1, 1, Math.sqrt((16 + 36) / 2.0))), device.kinks().kinks());
  }

  @Test
  void maximaOfLargeWindowsAreTakenFromTheGivenPixels() {
    double[] pixels = IntStream.range(0, 17 * 16).mapToDouble(i -> i).toArray();
    Tensor x = map(device, Shape.of(1, 17, 16), pixels);
    branches.put(0, new int[] {255, 254});
    double[] dx = pool(device, x, new Window(16, 1, 0), 10, 20);
    assertEquals(10, dx[255]);
    assertEquals(20, dx[16 + 254]);
  }

  @Test
  void branchesAreSeenInOutputs() {
    RecordingDevice seen = new RecordingDevice(new ReferenceDevice(), branches);
    Tensor x = map(seen, Shape.of(1, 2, 4), -1, 3, 5, 5, 2, 3, 0, -6);
    Tensor y = map(seen, x.shape());
    Activation relu = new Activation(ActivationFunction.RELU);
    run(seen, relu, List.of(x), List.of(y));
    assertArrayEquals(new int[] {0, 1, 1, 1, 1, 1, 0, 0}, branches.of(0));
    pool(seen, x, new Window(2, 2, 0), 1, 1);
    assertArrayEquals(new int[] {1, 0}, branches.of(1), "the first of equal ones");
    pool(seen, x, new Window(3, 2, 1), 1, 1);
    assertArrayEquals(new int[] {5, 4}, branches.of(3), "padding never wins");
  }

  /** Runs a max-pool and its gradient, which it returns. */
  private static double[] pool(Device device, Tensor x, Window window, double... gradient) {
    MaxPool op = new MaxPool(window);
    Shape out = Shape.of(1, window.output(x.shape().height()), window.output(x.shape().width()));
    Tensor y = map(device, out);
    Tensor dy = map(device, out, gradient);
    Tensor dx = map(device, x.shape());
    Tensor mask = tensor(device, Space.MASK, Shape.of(op.maskBytes(out.elements())));
    run(device, op, List.of(x), List.of(y, mask));
    run(device, new MaxPoolGrad(op), List.of(dy, mask), List.of(dx));
    return Transfer.read(dx);
  }

  private static Tensor map(Device device, Shape shape, double... values) {
    Tensor tensor = tensor(device, Space.ACTIVATION, shape);
    if (values.length > 0) {
      Transfer.write(tensor, values);
    }
    return tensor;
  }

  private static Tensor tensor(Device device, Space space, Shape shape) {
    return new Tensor(device.allocate(space, shape.elements(), "test"), 0, space, shape, 1);
  }

  private static void run(Device device, Op op, List<Tensor> inputs, List<Tensor> outputs) {
    device.bind(new Binding("node", op, inputs, outputs)).run();
  }
}
