package dev.lamina.cudnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.cudnn.standin.OnStandIn;
import dev.lamina.cudnn.standin.StandIn;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.Op;
import dev.lamina.graph.op.Window;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Precision;
import dev.lamina.runtime.device.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Factors have 10 bits of mantissa in TF32 and all of theirs in float32; sums have all in both. */
@OnStandIn
class Tf32Test {
  /** One unit of float32 more than what lies half between two numbers of TF32. */
  private static final float ABOVE_HALF = 1 + 0x1p-11f + 0x1p-23f;

  private static final float NEXT = 1 + 0x1p-10f;

  private final StandIn standIn = StandIn.inUse().orElseThrow();

  @AfterEach
  void forget() {
    standIn.forget();
  }

  private static Device open(Precision precision) {
    return new CudnnProvider().open(new DeviceOptions(Optional.of(precision), OptionalInt.empty()));
  }

  /** An op of one input channel and one weight, 1. */
  private static float product(Precision precision, Op op, Shape map, Shape weight, float x) {
    try (Device device = open(precision)) {
      Tensor from = filled(device, Space.ACTIVATION, map, x);
      Tensor factor = filled(device, Space.PARAMETER, weight, 1);
      Tensor to = filled(device, Space.ACTIVATION, map, 0);
      device.bind(new Binding("product", op, List.of(from, factor), List.of(to))).run();
      FloatBuffer result = FloatBuffer.allocate(1);
      to.buffer().read(0, result);
      return result.get(0);
    }
  }

  private static Tensor filled(Device device, Space space, Shape shape, float value) {
    Buffer buffer = device.allocate(space, shape.elements(), "test");
    FloatBuffer values = FloatBuffer.allocate((int) shape.elements());
    while (values.hasRemaining()) {
      values.put(value);
    }
    buffer.write(0, values.flip());
    return new Tensor(buffer, 0, space, shape, 1);
  }

  private static float convolved(Precision precision, float x) {
    Op op = new Conv2d(1, new Window(1, 1, 0), 1, false);
    return product(precision, op, Shape.of(1, 1, 1), Shape.of(1, 1, 1, 1), x);
  }

  private static float multiplied(Precision precision, float x) {
    return product(precision, new Linear(1, false), Shape.of(1), Shape.of(1, 1), x);
  }

  @Test
  void roundsTheFactorsOfAConvolution() {
    assertEquals(NEXT, convolved(Precision.TF32, ABOVE_HALF));
    assertEquals(1, convolved(Precision.TF32, 1 + 0x1p-11f));
    assertEquals(ABOVE_HALF, convolved(Precision.FLOAT32, ABOVE_HALF));
  }

  @Test
  void roundsTheFactorsOfAMatrixProduct() {
    assertEquals(NEXT, multiplied(Precision.TF32, ABOVE_HALF));
    assertEquals(1, multiplied(Precision.TF32, 1 + 0x1p-11f));
    assertEquals(ABOVE_HALF, multiplied(Precision.FLOAT32, ABOVE_HALF));
  }

  @Test
  void keepsWhatIsNoProductInFloat32() {
    try (Device device = open(Precision.TF32)) {
      assertEquals(4, device.bytes(Space.ACTIVATION, 1));
      assertTrue(device.description().endsWith(", tf32"), device.description());
    }
  }

  @Test
  void isRefusedByAGpuWithoutIt() {
    standIn.set("architecture", 75);
    String message = assertThrows(UserError.class, () -> open(Precision.TF32)).getMessage();
    assertTrue(
        message.endsWith(
            " is sm_75 and computes no tf32: that takes sm_80 or later; choose float32"),
        message);
  }
}
