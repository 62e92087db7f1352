package dev.lamina.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OneDnnDeviceTest {
  private final Trials trials = new Trials();

  @AfterEach
  void close() {
    trials.close();
  }

  @Test
  void releasedMemoryIsGivenBackAndOutOfBounds() {
    Buffer buffer = trials.device().allocate(Space.ACTIVATION, 16, "trial");
    assertEquals(64, trials.device().memory().bytes());
    trials.device().release(buffer);
    assertEquals(0, trials.device().memory().bytes());
    assertThrows(
        IndexOutOfBoundsException.class, () -> buffer.write(0, FloatBuffer.wrap(new float[1])));
    assertThrows(IllegalArgumentException.class, () -> trials.device().release(buffer));
  }

  @Test
  void refusesBuffersOfAnotherDevice() {
    try (Trials others = new Trials()) {
      Tensor own = trials.activation(1, Shape.of(4));
      Tensor foreign = others.activation(1, Shape.of(4));
      Activation relu = new Activation(ActivationFunction.RELU);
      List<Tensor> input = List.of(own);
      List<Tensor> output = List.of(foreign);
      assertThrows(IllegalArgumentException.class, () -> trials.bind(relu, input, output));
    }
  }

  @Test
  void moreMemoryThanTheMachineHasIsAUserError() {
    UserError refusal =
        assertThrows(
            UserError.class,
            () -> trials.device().allocate(Space.ACTIVATION, 1L << 60, "activations"));
    assertTrue(refusal.getMessage().contains("activations"), refusal.getMessage());
  }

  @Test
  void closedItAllocatesNothing() {
    trials.close();
    assertThrows(
        IllegalStateException.class, () -> trials.device().allocate(Space.ACTIVATION, 1, "trial"));
  }
}
