package dev.lamina.graph.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedStep;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelTextTest {

  private static final FusedStep SUM = new FusedStep.Sum(List.of(0, 1));

  private static Fused dropout(double rate, int stream) {
    return new Fused(
        2,
        List.of(
            new FusedStep.Apply(ActivationFunction.LEAKY_RELU, 0),
            new FusedStep.Draw(1, rate, stream),
            new FusedStep.Drop(2, 3, rate)),
        List.of(4, 3));
  }

  @Test
  void aKernelReadsLikeItsFormula() {
    Fused op =
        new Fused(3, List.of(SUM, new FusedStep.Slope(ActivationFunction.RELU, 2, 3)), List.of(4));
    assertEquals(
        """
        // (a + b) * [c > 0]
        extern "C" __global__ void fused_add_ab_reluGrad_cs0(
            real* y,
            const real* a,
            const real* b,
            const real* c,
            int n) {
          EACH(i, n) {
            const float s0 = load(a, i) + load(b, i);
            const float s1 = s0 * slope(RELU, load(c, i));
            store(y, i, s1);
          }
        }
        """,
        KernelText.of(op));
  }

  @Test
  void masksAndDrawsAreOperandsToo() {
    assertEquals(
        """
        // drop(leaky_relu(a), draw), draw
        extern "C" __global__ void fused_leakyRelu_a_draw_b_dropout_s0s1_to_s2s1(
            real* y0,
            unsigned char* y1,
            const real* a,
            const int* b,
            int stream1,
            int threshold1,
            float scale2,
            int n) {
          const unsigned key1 = drawKey(b, stream1);
          EACH(i, n) {
            const float s0 = activated(LEAKY_RELU, load(a, i));
            const int s1 = kept(key1, i, threshold1);
            const float s2 = s1 ? s0 * scale2 : 0.0f;
            store(y0, i, s2);
            y1[i] = (unsigned char)s1;
          }
        }
        """,
        KernelText.of(dropout(0.5, 3)));
  }

  @Test
  void ratesAndStreamsAreArguments() {
    assertEquals(KernelText.of(dropout(0.5, 3)), KernelText.of(dropout(0.25, 4)));
  }

  @Test
  void programsThatDifferHaveNamesThatDo() {
    Fused one = new Fused(2, List.of(SUM), List.of(2));
    Fused twice = new Fused(2, List.of(SUM, new FusedStep.Sum(List.of(2, 1))), List.of(3));
    Fused both = new Fused(2, List.of(SUM, new FusedStep.Sum(List.of(2, 1))), List.of(3, 2));
    assertNotEquals(KernelText.function(one), KernelText.function(twice));
    assertNotEquals(KernelText.function(twice), KernelText.function(both));
  }
}
