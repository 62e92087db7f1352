package dev.lamina.graph.optimise;

import static dev.lamina.graph.Trees.add;
import static dev.lamina.graph.Trees.concat;
import static dev.lamina.graph.Trees.conv;
import static dev.lamina.graph.Trees.inline;
import static dev.lamina.graph.Trees.leaf;
import static dev.lamina.graph.Trees.linear;
import static dev.lamina.graph.Trees.network;
import static dev.lamina.graph.Trees.norm;
import static dev.lamina.graph.Trees.pool;
import static dev.lamina.graph.Trees.relu;
import static dev.lamina.graph.Trees.residual;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.Compiler;
import dev.lamina.graph.StageListener;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.tree.Layer;
import dev.lamina.graph.tree.Unit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FuseElementwiseTest {

  private static final Unit DROP = leaf("drop", new Layer.Drop(0.25));

  private static PlannedNetwork compile(Set<String> switchedOff, Unit... members) {
    return new Compiler(switchedOff, StageListener.none())
        .compile(network(members), new Diagnostics())
        .orElseThrow();
  }

  private static PlannedNetwork compile(Unit... members) {
    return compile(Set.of(), members);
  }

  private static Unit activation(String name, ActivationFunction function) {
    return leaf(name, new Layer.Activate(function));
  }

  private static List<String> formulas(List<Node> nodes) {
    return nodes.stream()
        .filter(node -> node.op() instanceof Fused)
        .map(node -> node.op().attributes())
        .toList();
  }

  @Test
  void residualBlocksHaveOneChainForwardAndOneBackward() {
    PlannedNetwork planned =
        compile(
            Set.of(FoldNorms.NAME, FuseConvolutions.NAME),
            conv("stem", 8, 3, 1),
            norm("norm"),
            relu("relu"),
            residual("a", 8, 1),
            residual("b", 8, 1),
            pool(),
            linear());
    List<String> ends = List.of("relu(norm(a) + f)", "relu(norm(a) + f)");
    assertEquals(ends, formulas(planned.training().forward()));
    // The last block's output has one reader, and the stem's ReLU is the norm's.
    assertEquals(List.of("(a + b) * [c > 0]"), formulas(planned.training().backward()));
    assertEquals(ends, formulas(planned.inference().nodes()));
  }

  @Test
  void theGradientOfANormTakesInTheSumOfGradients() {
    PlannedNetwork planned =
        compile(
            conv("stem", 8, 3, 1),
            add(inline(norm("norm"), relu("relu"), conv("conv", 8, 3, 1)), inline()),
            pool(),
            linear());
    assertEquals(List.of(), formulas(planned.training().forward()));
    assertEquals(List.of("h + normGrad(a, b, g)"), formulas(planned.training().backward()));
    Node chain =
        planned.training().backward().stream()
            .filter(node -> node.op() instanceof Fused)
            .findFirst()
            .orElseThrow();
    assertEquals(
        List.of(Space.ACTIVATION, Space.GRADIENT, Space.GRADIENT),
        chain.outputs().stream().map(Value::space).toList());
  }

  /** Its statistics are known when all of it is there, and the mask of its ReLU is the device's. */
  @Test
  void aNormIsNoStepWithinAChainAndNoneWithItsRelu() {
    PlannedNetwork planned =
        compile(
            add(conv("left", 8, 3, 1), conv("right", 8, 1, 1)),
            norm("first"),
            relu("relu"),
            DROP,
            pool(),
            linear());
    assertEquals(List.of(), formulas(planned.training().forward()));
  }

  @Test
  void aChainTakesThePlaceOfItsFirstNode() {
    PlannedNetwork planned =
        compile(conv("stem", 8, 3, 1), residual("a", 8, 1), residual("b", 8, 1), pool(), linear());
    Node chain =
        planned.training().backward().stream()
            .filter(node -> node.op() instanceof Fused)
            .findFirst()
            .orElseThrow();
    assertTrue(chain.name().endsWith("gradientSum"), chain::name);
    assertEquals("b", chain.site().block());
  }

  @Test
  void whatIsReadElsewhereIsAnOutputToo() {
    PlannedNetwork planned =
        compile(
            conv("stem", 8, 3, 1),
            activation("tanh", ActivationFunction.TANH),
            DROP,
            pool(),
            linear());
    assertEquals(
        List.of("drop(tanh(a), draw), tanh(a), draw rate 0.25"),
        formulas(planned.training().forward()));
    assertEquals(
        List.of("drop(a, b) * tanh'(c) rate 0.25"), formulas(planned.training().backward()));
    assertEquals(List.of(), formulas(planned.inference().nodes()));
  }

  @Test
  void opsOfInferenceKeepOneOutput() {
    PlannedNetwork planned =
        compile(
            add(conv("left", 8, 3, 1), conv("right", 8, 1, 1)),
            add(activation("gelu", ActivationFunction.GELU), inline()),
            pool(),
            linear());
    planned.inference().nodes().forEach(node -> assertEquals(1, node.outputs().size()));
  }

  @Test
  void aSingleOpStaysWhatItIs() {
    PlannedNetwork planned =
        compile(
            conv("stem", 8, 3, 1),
            activation("gelu", ActivationFunction.GELU),
            add(conv("left", 8, 3, 1), conv("right", 8, 3, 1)),
            pool(),
            linear());
    assertEquals(List.of(), formulas(planned.training().forward()));
    assertEquals(List.of("(a + b) * gelu'(c)"), formulas(planned.training().backward()));
  }

  /** As in SqueezeNet, whose branches end alike. */
  @Test
  void aConcatenationBeginsAChain() {
    PlannedNetwork planned =
        compile(
            conv("stem", 8, 3, 1),
            concat(
                inline(conv("one", 8, 1, 1), relu("oneRelu")),
                inline(conv("three", 16, 3, 1), relu("threeRelu"))),
            pool(),
            linear());
    assertEquals(List.of("relu(concat(a, b))"), formulas(planned.training().forward()));
  }

  @Test
  void aConcatenationThatIsReadAgainIsNoChain() {
    PlannedNetwork planned =
        compile(
            concat(conv("one", 8, 1, 1), conv("three", 16, 3, 1)),
            activation("gelu", ActivationFunction.GELU),
            concat(conv("left", 8, 1, 1), conv("right", 16, 3, 1)),
            norm("norm"),
            pool(),
            linear());
    assertEquals(List.of(), formulas(planned.training().forward()));
    assertEquals(List.of("gelu(concat(a, b))"), formulas(planned.inference().nodes()));
  }

  /** Its parts would have to be kept while the other branch is computed. */
  @Test
  void aConcatenationDoesNotWait() {
    Unit joined = concat(conv("one", 8, 1, 1), conv("three", 16, 3, 1));
    Unit plain = conv("plain", 24, 3, 1);
    PlannedNetwork there =
        compile(conv("stem", 8, 3, 1), add(plain, joined), conv("next", 8, 3, 1), pool(), linear());
    assertEquals(List.of("c + concat(a, b)"), formulas(there.training().forward()));
    PlannedNetwork later =
        compile(conv("stem", 8, 3, 1), add(joined, plain), conv("next", 8, 3, 1), pool(), linear());
    assertEquals(List.of(), formulas(later.training().forward()));
  }

  @Test
  void noChainTakesMoreMemory() {
    Unit[] members = {
      conv("stem", 8, 3, 1),
      activation("leaky", ActivationFunction.LEAKY_RELU),
      add(
          inline(activation("tanh", ActivationFunction.TANH), conv("left", 8, 3, 1)),
          inline(activation("gelu", ActivationFunction.GELU), conv("right", 8, 1, 1), DROP),
          activation("third", ActivationFunction.RELU)),
      concat(conv("first", 8, 1, 1), conv("second", 8, 3, 1)),
      activation("after", ActivationFunction.GELU),
      residual("a", 8, 1),
      residual("b", 8, 1),
      pool(),
      linear()
    };
    PlannedNetwork with = compile(members);
    PlannedNetwork without = compile(Set.of(FuseElementwise.NAME), members);
    assertTrue(with.trainingPlan().activations() <= without.trainingPlan().activations());
    assertTrue(with.inferencePlan().activations() <= without.inferencePlan().activations());
    assertTrue(with.trainingPlan().masks() <= without.trainingPlan().masks());
  }

  @Test
  void everyValueIsWrittenBeforeItIsRead() {
    PlannedNetwork planned =
        compile(
            conv("stem", 8, 3, 1),
            add(
                inline(activation("relu", ActivationFunction.RELU), conv("left", 8, 3, 1)),
                activation("tanh", ActivationFunction.TANH)),
            activation("after", ActivationFunction.TANH),
            pool(),
            linear());
    Set<Value> written = new HashSet<>();
    planned.training().forward().forEach(node -> written.addAll(node.outputs()));
    for (Node node : planned.training().backward()) {
      node.inputs().stream()
          .filter(value -> value.name().endsWith("radient"))
          .forEach(value -> assertTrue(written.contains(value), node + " reads " + value.name()));
      written.addAll(node.outputs());
    }
  }
}
