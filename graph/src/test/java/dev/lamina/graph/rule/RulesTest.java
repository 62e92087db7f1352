package dev.lamina.graph.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.graph.op.BatchNormInference;
import dev.lamina.graph.op.FoldNorm;
import dev.lamina.graph.op.ForwardOp;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedConv2d;
import dev.lamina.graph.op.JoinedConv2d;
import dev.lamina.graph.op.NormedConv2d;
import dev.lamina.graph.op.SoftmaxCrossEntropy;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulesTest {

  /** Put in by the compiler after shapes and gradients are known. */
  private static final List<Class<?>> ADDED_LATER =
      List.of(
          BatchNormInference.class,
          FoldNorm.class,
          Fused.class,
          FusedConv2d.class,
          JoinedConv2d.class,
          NormedConv2d.class,
          SoftmaxCrossEntropy.class);

  @Test
  void everyOpThatANetworkCanContainHasARule() {
    Set<Class<?>> expected = new HashSet<>(Arrays.asList(ForwardOp.class.getPermittedSubclasses()));
    ADDED_LATER.forEach(expected::remove);
    assertEquals(expected, Rules.ops());
  }
}
