package dev.lamina.graph.op;

import static dev.lamina.graph.op.ActivationFunction.RELU;
import static dev.lamina.graph.op.ActivationFunction.TANH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lamina.graph.op.FusedStep.Apply;
import dev.lamina.graph.op.FusedStep.Draw;
import dev.lamina.graph.op.FusedStep.Drop;
import dev.lamina.graph.op.FusedStep.Join;
import dev.lamina.graph.op.FusedStep.Lead;
import dev.lamina.graph.op.FusedStep.Slice;
import dev.lamina.graph.op.FusedStep.Slope;
import dev.lamina.graph.op.FusedStep.Sum;
import java.util.List;
import org.junit.jupiter.api.Test;

class FusedTest {

  private static final FusedStep SUM = new Sum(List.of(0, 1));

  private static Fused fused(int inputs, List<Integer> outputs, FusedStep... steps) {
    return new Fused(inputs, List.of(steps), outputs);
  }

  private static void assertRefused(int inputs, List<Integer> outputs, FusedStep... steps) {
    assertThrows(IllegalArgumentException.class, () -> fused(inputs, outputs, steps));
  }

  @Test
  void attributesAreFormulas() {
    assertEquals("relu(a + b)", fused(2, List.of(3), SUM, new Apply(RELU, 2)).attributes());
    assertEquals(
        "(a + b) * [c > 0], a + b",
        fused(3, List.of(4, 3), SUM, new Slope(RELU, 2, 3)).attributes());
    assertEquals(
        "drop(tanh(a), draw), draw rate 0.5",
        fused(2, List.of(4, 3), new Apply(TANH, 0), new Draw(1, 0.5, 0), new Drop(2, 3, 0.5))
            .attributes());
  }

  @Test
  void namesAreThoseOfTheSteps() {
    assertEquals("add+RELU", fused(2, List.of(3), SUM, new Apply(RELU, 2)).mnemonic());
  }

  @Test
  void inputsAreWhatTheStepsTakeThemFor() {
    Fused op = fused(3, List.of(5, 4, 3), new Draw(1, 0.5, 0), new Drop(0, 3, 0.5), sum(4, 2));
    assertEquals(
        List.of(Fused.Kind.REAL, Fused.Kind.RANDOM, Fused.Kind.REAL),
        List.of(op.kind(0), op.kind(1), op.kind(2)));
    assertRefused(2, List.of(3), new Drop(0, 1, 0.5), sum(2, 1));
  }

  private static FusedStep sum(int one, int other) {
    return new Sum(List.of(one, other));
  }

  @Test
  void onlyWhatIsReadNoMoreGivesItsPlace() {
    assertEquals(List.of(0, 1), fused(3, List.of(4), SUM, new Slope(RELU, 2, 3)).inPlaceInputs());
    // The first value has memory of its own, so that all inputs are still whole after it.
    assertEquals(
        List.of(0, 1), fused(3, List.of(4, 3), SUM, new Slope(RELU, 2, 3)).inPlaceInputs());
    assertEquals(List.of(1), fused(2, List.of(2), new Slope(RELU, 0, 1)).inPlaceInputs());
    assertEquals(List.of(0), fused(2, List.of(3), new Apply(RELU, 0), sum(2, 1)).inPlaceInputs());
  }

  private static FusedStep lead(Op op, Integer... reads) {
    return new Lead(op, List.of(reads));
  }

  @Test
  void aNormMayBeginAChain() {
    BatchNorm norm = new BatchNorm(1e-5, 0.1, false);
    Fused op = fused(6, List.of(7), lead(norm, 0, 1, 2, 3, 4), sum(6, 5));
    assertEquals("norm(a) + f", op.formula());
    assertEquals("batchNorm+add", op.mnemonic());
    assertEquals(3, op.outputCount());
    assertEquals(Fused.Kind.REAL, op.kind(0));
    assertEquals(Fused.Kind.CHANNELS, op.kind(4));
    // Backward needs what went in, and the other term is read after the norm has written.
    assertEquals(List.of(), op.inPlaceInputs());
  }

  @Test
  void theGradientOfANormMayTakeThePlaceOfItsGradient() {
    BatchNormGrad grad = new BatchNormGrad(new BatchNorm(1e-5, 0.1, true));
    Fused op = fused(8, List.of(9), lead(grad, 0, 1, 2, 3, 4, 5, 6), sum(8, 7));
    assertEquals("normGrad(a, b, g) + h", op.formula());
    assertEquals(Fused.Kind.MASK, op.kind(6));
    assertEquals(List.of(1), op.inPlaceInputs());
  }

  @Test
  void anotherNormThanTheFirstStepIsRefused() {
    BatchNormInference norm = new BatchNormInference(1e-5, false);
    FusedStep first = lead(norm, 0, 1, 2, 3, 4);
    assertEquals(1, fused(5, List.of(6), first, new Apply(TANH, 5)).outputCount());
    assertRefused(6, List.of(7), sum(0, 5), lead(norm, 6, 1, 2, 3, 4));
    assertRefused(4, List.of(4), lead(norm, 0, 1, 2, 3));
    assertRefused(5, List.of(5), lead(new BatchNormInference(1e-5, true), 0, 1, 2, 3, 4));
    assertRefused(2, List.of(2), lead(new Add(2, TANH), 0, 1));
  }

  @Test
  void aConcatenationMayBeginAChain() {
    FusedStep join = new Join(List.of(0, 1));
    Fused op = fused(3, List.of(5), join, sum(3, 2), new Apply(RELU, 4));
    assertEquals("relu(concat(a, b) + c)", op.formula());
    assertEquals("concat+add+RELU", op.mnemonic());
    assertEquals(
        List.of(Fused.Kind.PART, Fused.Kind.PART, Fused.Kind.REAL),
        List.of(op.kind(0), op.kind(1), op.kind(2)));
    // The parts are joined where the sum is to be, before the other term is read.
    assertEquals(List.of(), op.inPlaceInputs());
    assertRefused(3, List.of(4), new Apply(RELU, 2), join);
    assertRefused(1, List.of(2), new Join(List.of(0)), new Apply(RELU, 1));
    assertRefused(2, List.of(3), join, sum(2, 0));
  }

  @Test
  void slicesTakeNoMemory() {
    BatchNormGrad grad = new BatchNormGrad(new BatchNorm(1e-5, 0.1, false));
    Fused op = fused(7, List.of(9), lead(grad, 0, 1, 2, 3, 4, 5), new Slice(6, 16), sum(7, 8));
    assertEquals("normGrad(a, b) + slice(g) from channel 16", op.attributes());
    assertEquals("normGrad(a, b) + slice(g)", op.formula());
    assertEquals(Fused.Kind.WIDE, op.kind(6));
    assertEquals(List.of(1), op.inPlaceInputs());
    assertEquals(List.of(0), fused(2, List.of(3), new Slice(1, 0), sum(0, 2)).inPlaceInputs());
  }

  @Test
  void aSliceIsReadNextAndMeetsNothingElseWithoutMemory() {
    FusedStep slice = new Slice(1, 0);
    fused(2, List.of(4), new Apply(TANH, 0), slice, sum(2, 3));
    assertRefused(2, List.of(4), slice, new Apply(TANH, 0), sum(3, 2));
    assertRefused(2, List.of(4), slice, sum(0, 2), sum(3, 2));
    assertRefused(2, List.of(3, 2), slice, sum(0, 2));
    assertRefused(2, List.of(3), new Slice(1, -1), sum(0, 2));
    fused(2, List.of(3), slice, new Slope(RELU, 0, 2));
    assertRefused(2, List.of(3), slice, new Slope(RELU, 2, 0));
    assertRefused(2, List.of(4), new Apply(TANH, 0), slice, new Slope(RELU, 2, 3));
    fused(2, List.of(4, 2), new Apply(TANH, 0), slice, new Slope(RELU, 2, 3));
  }

  @Test
  void wrongProgramsAreRefused() {
    assertRefused(2, List.of(2));
    assertRefused(3, List.of(3), SUM);
    assertRefused(2, List.of(2), new Sum(List.of(0)), new Apply(RELU, 1));
    assertRefused(2, List.of(3), SUM, new Apply(RELU, 3));
    assertRefused(2, List.of(), SUM);
    assertRefused(2, List.of(2, 2), SUM);
    assertRefused(2, List.of(2), SUM, new Apply(RELU, 2));
    assertRefused(2, List.of(3, 0), SUM, new Apply(RELU, 2));
  }

  /** There is never more than one value that has no memory. */
  @Test
  void aValueThatIsNoOutputHasToBeReadNextAndOnlyThere() {
    Apply other = new Apply(TANH, 0);
    assertRefused(2, List.of(4), SUM, other, sum(2, 3));
    fused(2, List.of(4, 2), SUM, other, sum(2, 3));
    assertRefused(2, List.of(4), SUM, new Apply(RELU, 2), sum(2, 3));
    assertRefused(2, List.of(3), new Draw(1, 0.5, 0), new Drop(0, 2, 0.5));
  }
}
