package dev.lamina.runtime.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.AdamW;
import dev.lamina.graph.op.Sgd;
import dev.lamina.runtime.device.Tensor;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One parameter that starts at 1, two steps at a learning rate of 0.1, computed by hand. */
final class OptimizerKernelsTest {
  private static final double EXACT = 1e-14;
  private static final Shape ONE = Shape.of(1);

  private final Bench bench = new Bench();
  private final Tensor parameter = bench.whole(ONE, 1);
  private final Tensor first = bench.whole(ONE, 0);
  private final Tensor second = bench.whole(ONE, 0);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void sgdDecaysThenAddsMomentum() {
    Sgd op = new Sgd(0.9, 0.1, false);
    // g = 0.5 + 0.1 = 0.6 = v
    assertEquals(0.94, sgd(op, 0.5, 1), EXACT);
    // g = 0.5 + 0.094; v = 0.54 + 0.594 = 1.134
    assertEquals(0.94 - 0.1134, sgd(op, 0.5, 2), EXACT);
  }

  @Test
  void nesterovLooksAhead() {
    Sgd op = new Sgd(0.9, 0.1, true);
    // 0.6 + 0.9 * 0.6 = 1.14
    assertEquals(0.886, sgd(op, 0.5, 1), EXACT);
    // g = 0.5886; v = 0.54 + 0.5886 = 1.1286; 0.5886 + 0.9 * 1.1286 = 1.60434
    assertEquals(0.886 - 0.160434, sgd(op, 0.5, 2), EXACT);
  }

  @Test
  void adamWCorrectsItsBiasAndDecaysApart() {
    AdamW op = new AdamW(0.9, 0.99, 0, 0.1);
    // Decay to 0.99; in the first step the ratio is the gradient's sign.
    assertEquals(0.89, adamW(op, 0.5, 1), EXACT);
    // m = 0.9 * 0.05 - 0.1 = -0.055, over 1 - 0.81; v = 0.99 * 0.0025 + 0.01, over 1 - 0.9801.
    double ratio = (-0.055 / 0.19) / Math.sqrt(0.012475 / 0.0199);
    assertEquals(0.89 * 0.99 - 0.1 * ratio, adamW(op, -1, 2), EXACT);
  }

  @Test
  void epsilonIsAddedOutsideTheRoot() {
    assertEquals(0.95, adamW(new AdamW(0.9, 0.99, 0.5, 0), 0.5, 1), EXACT);
  }

  private double sgd(Sgd op, double gradient, int step) {
    List<Tensor> inputs = List.of(parameter, bench.whole(ONE, gradient), first, figures(step));
    bench.run(op, inputs, List.of(parameter, first));
    return bench.values(parameter)[0];
  }

  private double adamW(AdamW op, double gradient, int step) {
    List<Tensor> inputs =
        List.of(parameter, bench.whole(ONE, gradient), first, second, figures(step));
    bench.run(op, inputs, List.of(parameter, first, second));
    return bench.values(parameter)[0];
  }

  private Tensor figures(int step) {
    return bench.whole(Shape.of(2), 0.1, step);
  }
}
