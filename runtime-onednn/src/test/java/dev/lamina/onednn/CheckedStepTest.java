package dev.lamina.onednn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.conformance.interpret.InterpretedNetwork;
import dev.lamina.graph.Compiler;
import dev.lamina.graph.StageListener;
import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Sgd;
import dev.lamina.graph.op.Window;
import dev.lamina.graph.tree.ChannelCount;
import dev.lamina.graph.tree.Initialization;
import dev.lamina.graph.tree.Initialization.Scheme;
import dev.lamina.graph.tree.Layer;
import dev.lamina.graph.tree.Leaf;
import dev.lamina.graph.tree.NetworkTree;
import dev.lamina.graph.tree.Unit;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.reference.ReferenceDevice;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.NumericFault;
import dev.lamina.runtime.session.Phase;
import dev.lamina.runtime.session.SessionOptions;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Overflows that no loss tells of are found at the member that they come from. */
class CheckedStepTest {

  private static final int BATCH = 2;
  private static final int PIXELS = 4;

  /** Devices of every precision, with a weight and a rate whose products it cannot hold. */
  enum Kind {
    FLOAT64(1e308),
    FLOAT32(1e38),
    BFLOAT16(1e38);

    private final double enormous;

    Kind(double enormous) {
      this.enormous = enormous;
    }

    private Device device() {
      return switch (this) {
        case FLOAT64 -> new ReferenceDevice();
        case FLOAT32 -> new OneDnnDevice(OptionalInt.of(1), DataType.FLOAT32);
        case BFLOAT16 -> new OneDnnDevice(OptionalInt.of(1), DataType.BFLOAT16);
      };
    }

    NetworkSession open() {
      NetworkSession session =
          NetworkSession.open(
              network(), device(), SessionOptions.training(BATCH, new Sgd(0.9, 0, false)));
      session.initialize(5);
      return session;
    }
  }

  /** A convolution of one pixel and one channel, a tangent that hides how large it is, a head. */
  private static InterpretedNetwork network() {
    List<Unit> members =
        List.of(
            leaf("stem", new Layer.Conv(new ChannelCount.Fixed(1), new Window(1, 1, 0), 1, false)),
            leaf("squash", new Layer.Activate(ActivationFunction.TANH)),
            leaf("pool", new Layer.GlobalAvgPooling()),
            leaf("classifier", new Layer.FullyConnected(2, true)));
    Initialization initialization =
        new Initialization(
            Scheme.UNIFORM_FAN_IN, Scheme.UNIFORM_FAN_IN, false, ActivationFunction.TANH);
    NetworkTree tree =
        new NetworkTree(
            "Squashed", Shape.of(1, 2, 2), 2, initialization, members, Origin.named("Squashed"));
    return new InterpretedNetwork(
        new Compiler(Set.of(), StageListener.none())
            .compile(tree, new Diagnostics())
            .orElseThrow());
  }

  private static Leaf leaf(String name, Layer layer) {
    return new Leaf(name, layer, name, Origin.named(name));
  }

  private static FloatBuffer images(float value) {
    FloatBuffer images = FloatBuffer.allocate(BATCH * PIXELS);
    for (int i = 0; i < images.capacity(); i++) {
      images.put(i, value);
    }
    return images;
  }

  private static IntBuffer labels() {
    return IntBuffer.wrap(new int[] {0, 1});
  }

  @ParameterizedTest
  @EnumSource
  void anEnormousWeightIsFoundThoughTheLossIsFinite(Kind kind) {
    try (NetworkSession session = kind.open()) {
      session.weights().set("stem.weight", new double[] {kind.enormous});
      session.step(images(8), labels(), 0);
      assertTrue(Double.isFinite(session.metrics().loss()));
      NumericFault fault = session.stepChecked(images(8), labels(), 0).orElseThrow();
      assertEquals("stem", fault.where());
      assertEquals(Phase.FORWARD, fault.phase());
      assertTrue(Double.isInfinite(fault.value()), fault::toString);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEnormousLearningRateIsFoundWhereTheUpdateLeavesWeights(Kind kind) {
    try (NetworkSession session = kind.open()) {
      Optional<NumericFault> fault =
          session.stepChecked(images(8), labels(), Double.POSITIVE_INFINITY);
      assertTrue(Double.isFinite(session.metrics().loss()));
      assertEquals(Phase.UPDATE, fault.orElseThrow().phase());
      assertEquals("stem.weight", fault.get().what());
      assertTrue(fault.get().toString().startsWith("the update made stem.weight of "));
    }
  }

  /** What is neither infinite nor any other number than the greatest has been cut, most likely. */
  @ParameterizedTest
  @EnumSource
  void theGreatestNumberOfAPrecisionCountsAsBeyondIt(Kind kind) {
    double greatest =
        switch (kind) {
          case FLOAT64 -> Double.MAX_VALUE;
          case FLOAT32 -> Float.MAX_VALUE;
          case BFLOAT16 -> 0x1.FEp127;
        };
    try (NetworkSession session = kind.open()) {
      session.weights().set("stem.weight", new double[] {greatest});
      NumericFault fault = session.stepChecked(images(1), labels(), 0).orElseThrow();
      assertEquals("stem", fault.where());
      assertEquals(greatest, fault.value());
      assertTrue(fault.toString().endsWith("the greatest there is"), fault::toString);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCheckedStepIsAStep(Kind kind) {
    try (NetworkSession checked = kind.open();
        NetworkSession unchecked = kind.open()) {
      for (int i = 0; i < 3; i++) {
        assertEquals(Optional.empty(), checked.stepChecked(images(1), labels(), 0.1));
        unchecked.step(images(1), labels(), 0.1);
        assertArrayEquals(
            unchecked.weights().doubles("stem.weight"), checked.weights().doubles("stem.weight"));
      }
      assertEquals(unchecked.metrics().loss(), checked.metrics().loss());
    }
  }
}
