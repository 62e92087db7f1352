package dev.lamina.graph.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.op.BatchNormInference;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedStep;
import dev.lamina.graph.op.Op;
import java.util.List;
import java.util.stream.IntStream;
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

  private static Fused normed(Op norm, int inputs) {
    List<Integer> reads = IntStream.range(0, inputs).boxed().toList();
    return new Fused(
        inputs + 1,
        List.of(new FusedStep.Lead(norm, reads), new FusedStep.Sum(List.of(inputs + 1, inputs))),
        List.of(inputs + 2));
  }

  @Test
  void aNormIsAppliedWithTheStatisticsThatWereFoundBefore() {
    assertEquals(
        """
        // norm(a) + f
        extern "C" __global__ void fused_norm_a_add_s0f(
            real* y,
            const real* a,
            const float* scale,
            const float* shift,
            const real* f,
            const float* mean,
            const float* inverseRoot,
            int channels,
            int n) {
          EACH(i, n) {
            const int channel = i % channels;
            const float own = normal(load(a, i), mean[channel], inverseRoot[channel]);
            const float s0 = scale[channel] * own + shift[channel];
            const float s1 = s0 + load(f, i);
            store(y, i, s1);
          }
        }
        """,
        KernelText.of(normed(new BatchNorm(1e-5, 0.1, false), 5)));
  }

  @Test
  void theGradientOfANormIsThatOfItsSums() {
    Fused op = normed(new BatchNormGrad(new BatchNorm(1e-5, 0.1, true)), 7);
    assertEquals(List.of(0, 1, 2, 4, 5, 6, 7), KernelText.inputs(op));
    assertEquals(
        """
        // normGrad(a, b, g) + h
        extern "C" __global__ void fused_normGrad_abg_add_s0h(
            real* y,
            const real* a,
            const real* b,
            const float* scale,
            const float* mean,
            const float* inverseRoot,
            const unsigned char* g,
            const real* h,
            const float* dscale,
            const float* dshift,
            int rows,
            int channels,
            int n) {
          EACH(i, n) {
            const int channel = i % channels;
            const float own = normal(load(a, i), mean[channel], inverseRoot[channel]);
            const float dy = gated(load(b, i), g[i]);
            const float rest = centred(dy, own, dscale[channel], dshift[channel], rows);
            const float s0 = scale[channel] * inverseRoot[channel] * rest;
            const float s1 = s0 + load(h, i);
            store(y, i, s1);
          }
        }
        """,
        KernelText.of(op));
  }

  @Test
  void inferenceTakesTheRunningAverages() {
    String kernel = KernelText.of(normed(new BatchNormInference(1e-5, false), 5));
    assertTrue(kernel.contains("const float* variance,"), kernel);
    assertTrue(kernel.contains("float epsilon,"), kernel);
    assertTrue(
        kernel.contains(
            """
                const float root = inverseRootOf(variance[channel], epsilon);
                const float own = normal(load(a, i), mean[channel], root);
            """),
        kernel);
  }

  @Test
  void partsAreReadWhereTheyLie() {
    Fused op =
        new Fused(
            4,
            List.of(
                new FusedStep.Join(List.of(0, 1, 2)),
                new FusedStep.Slice(3, 16),
                new FusedStep.Sum(List.of(4, 5))),
            List.of(6));
    assertEquals(List.of(0, 1, 2, 3), KernelText.otherWidths(op));
    assertEquals(
        """
        // concat(a, b, c) + slice(d)
        extern "C" __global__ void fused_concat_abc_slice_d_add_s0s1(
            real* y,
            const real* a,
            const real* b,
            const real* c,
            const real* d,
            int aWidth,
            int bWidth,
            int cWidth,
            int dWidth,
            int channels,
            int first1,
            int n) {
          EACH(i, n) {
            const int pixel = i / channels;
            const int channel = i % channels;
            const float s0 = channel < aWidth ? load(a, pixel * aWidth + channel)
                : channel - aWidth < bWidth ? load(b, pixel * bWidth + channel - aWidth)
                : load(c, pixel * cWidth + channel - aWidth - bWidth);
            const float s1 = load(d, pixel * dWidth + first1 + channel);
            const float s2 = s0 + s1;
            store(y, i, s2);
          }
        }
        """,
        KernelText.of(op));
  }

  @Test
  void whereASliceBeginsIsAnArgument() {
    FusedStep sum = new FusedStep.Sum(List.of(0, 2));
    Fused one = new Fused(2, List.of(new FusedStep.Slice(1, 0), sum), List.of(3));
    Fused other = new Fused(2, List.of(new FusedStep.Slice(1, 16), sum), List.of(3));
    assertEquals(KernelText.of(one), KernelText.of(other));
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
