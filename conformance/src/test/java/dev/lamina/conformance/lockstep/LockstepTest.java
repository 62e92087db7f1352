package dev.lamina.conformance.lockstep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.conformance.interpret.InterpretedNetwork;
import dev.lamina.conformance.interpret.SmallNetworks;
import dev.lamina.conformance.scenario.AlteredDevice;
import dev.lamina.graph.op.AdamW;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.Sgd;
import dev.lamina.graph.op.UpdateOp;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.tree.NetworkTree;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.network.ParameterSpec;
import dev.lamina.runtime.reference.ReferenceDevice;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small networks in lockstep: right devices agree, and wrong ones are found out. */
class LockstepTest {
  private static final int BATCH = 5;
  private static final UpdateOp SGD = new Sgd(0.9, 1e-4, false);
  private static final UpdateOp ADAMW = new AdamW(0.9, 0.999, 1e-8, 1e-4);

  static List<NetworkTree> networks() {
    return List.of(
        SmallNetworks.residual(),
        SmallNetworks.concatenated(),
        SmallNetworks.bottlenecks(),
        SmallNetworks.squeezed());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theReferenceDeviceIsInStepWithItself(NetworkTree tree) {
    try (Lockstep lockstep = open(tree, new ReferenceDevice(), SGD)) {
      for (int step = 0; step < 3; step++) {
        GradientErrors errors = differentiate(lockstep);
        assertEquals(0, errors.kinks().count());
        assertTrue(errors.kinks().branches() > 1000, errors::toString);
        assertEquals(List.of(), errors.gradients().beyond(0));
        StateErrors state = lockstep.update(0.1);
        assertEquals(List.of(), state.weights().beyond(0));
        assertEquals(0, state.moments());
      }
    }
  }

  @Test
  void aWrongGradientIsFoundWhereItIs() {
    Device device =
        new AlteredDevice(
            binding -> {
              if (binding.op() instanceof Conv2dWeightGrad && binding.name().startsWith("conv2")) {
                multiply(binding.output(0), 1.01);
              }
            });
    try (Lockstep lockstep = open(SmallNetworks.residual(), device, SGD)) {
      GradientErrors errors = differentiate(lockstep);
      assertEquals(1, errors.gradients().beyond(1e-9).size(), errors::toString);
      assertEquals(0.01, errors.gradients().byName().get("conv2.weight"), 1e-9);
      assertEquals(0.01, lockstep.update(0.1).weights().greatest(), 0.01);
    }
  }

  @Test
  void aWrongUpdateIsFoundUnderAdamWToo() {
    Device device =
        new AlteredDevice(
            binding -> {
              if (binding.op() instanceof AdamW) {
                multiply(binding.output(0), 1.001);
              }
            });
    try (Lockstep lockstep = open(SmallNetworks.residual(), device, ADAMW)) {
      assertEquals(List.of(), differentiate(lockstep).gradients().beyond(0));
      assertEquals(0.001, lockstep.update(0.01).weights().byName().get("conv2.weight"), 1e-6);
    }
  }

  /** What is wrong with its branch is told; what follows from the branch is not an error. */
  @Test
  void anotherBranchIsFollowedAndReported() {
    Device device = new AlteredDevice(LockstepTest::letPassTheFirst);
    try (Lockstep lockstep = open(SmallNetworks.residual(), device, SGD)) {
      GradientErrors errors = differentiate(lockstep);
      List<Kink> kinks = errors.kinks().kinks();
      assertEquals(1, kinks.size(), kinks::toString);
      assertEquals("norm1", kinks.get(0).node().substring(0, 5));
      assertTrue(kinks.get(0).relative() > 0.01, kinks::toString);
      assertEquals(1, errors.kinks().beyond(0.01).size());
      assertEquals(List.of(), errors.gradients().beyond(1e-12));
    }
  }

  /** The first element that a norm's ReLU held back is let pass, though as good as 0. */
  private static void letPassTheFirst(Binding binding) {
    if (binding.op() instanceof BatchNorm norm && norm.relu() && binding.name().contains("norm1")) {
      double[] y = Transfer.read(binding.output(0));
      int held = 0;
      while (y[held] > 0) {
        held++;
      }
      y[held] = 1e-20;
      Transfer.write(binding.output(0), y);
      Tensor mask = binding.output(3);
      mask.buffer().write(mask.offset() + held, ByteBuffer.wrap(new byte[] {1}));
    }
  }

  private static void multiply(Tensor tensor, double factor) {
    double[] values = Transfer.read(tensor);
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    Transfer.write(tensor, values);
  }

  private static Lockstep open(NetworkTree tree, Device device, UpdateOp optimizer) {
    PlannedNetwork planned = SmallNetworks.compile(tree, Set.of());
    Lockstep lockstep = Lockstep.open(new InterpretedNetwork(planned), device, BATCH, optimizer);
    Random random = new Random(4);
    for (ParameterSpec spec : lockstep.weights().specs()) {
      double[] values = new double[Math.toIntExact(spec.shape().elements())];
      for (int i = 0; i < values.length; i++) {
        values[i] = 0.5 + 0.3 * random.nextGaussian();
      }
      lockstep.weights().set(spec.name(), values);
    }
    return lockstep;
  }

  private static GradientErrors differentiate(Lockstep lockstep) {
    Random random = new Random(3);
    FloatBuffer images = FloatBuffer.allocate(BATCH * 3 * 8 * 6);
    while (images.hasRemaining()) {
      images.put((float) random.nextGaussian());
    }
    return lockstep.differentiate(images.flip(), IntBuffer.wrap(new int[] {0, 1, 2, 3, 1}));
  }
}
