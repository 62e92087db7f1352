package dev.lamina.runtime.export.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.Dropout;
import dev.lamina.graph.op.FoldNorm;
import dev.lamina.graph.op.ForwardOp;
import dev.lamina.graph.op.FusedConv2d;
import dev.lamina.graph.op.JoinedConv2d;
import dev.lamina.graph.op.NormedConv2d;
import dev.lamina.graph.op.SoftmaxCrossEntropy;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OnnxRulesTest {
  private static final List<Class<?>> TRAINING_ONLY =
      List.of(
          BatchNorm.class,
          Dropout.class,
          JoinedConv2d.class,
          NormedConv2d.class,
          SoftmaxCrossEntropy.class);
  private static final List<Class<?>> TAKEN_APART = List.of(FoldNorm.class, FusedConv2d.class);

  @Test
  void everyOpOfInferenceHasARule() {
    Set<Class<?>> expected = new HashSet<>(Arrays.asList(ForwardOp.class.getPermittedSubclasses()));
    TRAINING_ONLY.forEach(expected::remove);
    TAKEN_APART.forEach(expected::remove);
    assertEquals(expected, OnnxRules.ops());
  }

  @Test
  void opsOfTrainingAreRefused() {
    SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy(0);
    assertThrows(
        IllegalArgumentException.class,
        () -> OnnxRules.nodes(loss, Shape.of(10), "/loss", List.of("logits")));
  }
}
