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
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.differentiate.Differentiation;
import dev.lamina.graph.ir.InferenceGraph;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.ShapedGraph;
import dev.lamina.graph.ir.TrainingGraph;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.shape.ShapeInference;
import dev.lamina.graph.tree.Layer;
import dev.lamina.graph.tree.Unit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptimiserTest {

  private static ShapedGraph graph(Unit... members) {
    return ShapeInference.infer(network(members), new Diagnostics()).orElseThrow();
  }

  private static List<String> ops(ShapedGraph graph) {
    return graph.nodes().stream().map(node -> node.op().mnemonic()).toList();
  }

  /** How many ops a training step has. */
  private static int kernels(ShapedGraph graph, Set<String> switchedOff) {
    ShapedGraph model = rewritten(graph, switchedOff);
    TrainingGraph training =
        Optimiser.optimise(Differentiation.differentiate(model, 0), switchedOff);
    InferenceGraph inference =
        Optimiser.optimise(InferenceForm.of(Optimiser.optimise(graph, switchedOff)), switchedOff);
    return training.forward().size() + training.backward().size() + inference.nodes().size();
  }

  private static Unit activation(ActivationFunction function) {
    return leaf("activation", new Layer.Activate(function));
  }

  @Test
  void aNormTakesInTheReluAfterIt() {
    ShapedGraph graph = graph(conv("stem", 4, 3, 1), norm("norm"), relu("relu"), pool(), linear());
    assertEquals(
        List.of("conv2d", "batchNorm+relu", "globalAvgPool", "linear"),
        ops(Optimiser.optimise(graph, Set.of())));
  }

  @Test
  void aNormTakesInNoOtherActivation() {
    ShapedGraph graph =
        graph(
            conv("stem", 4, 3, 1),
            norm("norm"),
            activation(ActivationFunction.TANH),
            pool(),
            linear());
    assertEquals(ops(graph), ops(Optimiser.optimise(graph, Set.of())));
  }

  @Test
  void aNormThatIsAlsoReadElsewhereStaysAlone() {
    ShapedGraph graph =
        graph(norm("norm"), add(relu("relu"), conv("conv", 3, 3, 1)), pool(), linear());
    assertTrue(ops(Optimiser.optimise(graph, Set.of())).contains("batchNorm"));
  }

  @Test
  void aSumTakesInTheActivationAfterIt() {
    ShapedGraph graph =
        graph(
            add(conv("left", 4, 3, 1), conv("right", 4, 1, 1)),
            activation(ActivationFunction.TANH),
            pool(),
            linear());
    assertTrue(ops(Optimiser.optimise(graph, Set.of())).contains("add+TANH"));
  }

  @Test
  void aSumDoesNotTakeInGeluWhoseGradientNeedsTheSumItself() {
    ShapedGraph graph =
        graph(
            add(conv("left", 4, 3, 1), conv("right", 4, 1, 1)),
            activation(ActivationFunction.GELU),
            pool(),
            linear());
    assertEquals(ops(graph), ops(Optimiser.optimise(graph, Set.of())));
  }

  @Test
  void identitiesDisappear() {
    ShapedGraph graph =
        graph(
            inline(conv("stem", 4, 3, 1), activation(ActivationFunction.IDENTITY)),
            pool(),
            linear());
    assertEquals(
        List.of("conv2d", "globalAvgPool", "linear"), ops(Optimiser.optimise(graph, Set.of())));
  }

  @Test
  void everyRewriteCanBeSwitchedOff() {
    ShapedGraph graph =
        graph(
            conv("stem", 4, 3, 1),
            norm("norm"),
            relu("relu"),
            activation(ActivationFunction.IDENTITY),
            leaf("tanh", new Layer.Activate(ActivationFunction.TANH)),
            add(conv("left", 4, 3, 1), conv("right", 4, 1, 1)),
            relu("after"),
            concat(norm("one"), norm("two")),
            pool(),
            linear());
    assertEquals(ops(graph), ops(rewritten(graph, Optimiser.names())));
    Set<String> lessToDo = new HashSet<>(Optimiser.names());
    lessToDo.removeAll(
        Set.of(
            RecomputeConvolutions.NAME,
            RecomputeNorms.NAME,
            StreamNorms.NAME,
            CancelBias.NAME,
            NormFromInput.NAME,
            SideBySide.NAME));
    for (String name : lessToDo) {
      // Fused chains would make good for other rewrites.
      Set<String> others =
          name.equals(FuseElementwise.NAME) ? Set.of() : Set.of(FuseElementwise.NAME);
      Set<String> without = new HashSet<>(others);
      without.add(name);
      assertTrue(kernels(graph, without) > kernels(graph, others), name);
    }
  }

  private static ShapedGraph rewritten(ShapedGraph graph, Set<String> switchedOff) {
    return Optimiser.mergeForTraining(Optimiser.optimise(graph, switchedOff), switchedOff);
  }

  @Test
  void branchesThatEndInNormsAreConcatenatedFirst() {
    ShapedGraph graph =
        graph(
            concat(
                inline(conv("a", 4, 3, 1), norm("aNorm"), relu("aRelu")),
                inline(conv("b", 2, 1, 1), norm("bNorm"), relu("bRelu"))),
            pool(),
            linear());
    ShapedGraph merged = rewritten(graph, Set.of());
    assertEquals(
        List.of("conv2d", "conv2d", "concat", "batchNorm+relu", "globalAvgPool", "linear"),
        ops(merged));
    Node norm = merged.nodes().get(3);
    assertEquals(List.of("aNorm.weight", "bNorm.weight"), merged.parts(norm.input(1)));
    assertEquals(List.of("aNorm.running_var", "bNorm.running_var"), merged.parts(norm.input(4)));
    assertEquals(Shape.of(6), norm.input(1).shape());
    assertEquals(graph.parameters(), merged.parameters());
  }

  @Test
  void branchesThatEndDifferentlyStayAsTheyAre() {
    ShapedGraph graph =
        graph(
            concat(
                inline(conv("a", 4, 3, 1), norm("aNorm"), relu("aRelu")),
                inline(conv("b", 2, 1, 1), norm("bNorm"))),
            pool(),
            linear());
    ShapedGraph optimised = Optimiser.optimise(graph, Set.of());
    assertEquals(optimised.nodes(), Optimiser.mergeForTraining(optimised, Set.of()).nodes());
  }

  @Test
  void anEndThatIsAlsoReadElsewhereStaysInItsBranch() {
    ShapedGraph graph =
        graph(
            norm("norm"),
            concat(inline(), inline(conv("b", 2, 1, 1), norm("bNorm"))),
            pool(),
            linear());
    ShapedGraph optimised = Optimiser.optimise(graph, Set.of());
    assertEquals(optimised.nodes(), Optimiser.mergeForTraining(optimised, Set.of()).nodes());
  }

  @Test
  void inferenceUsesRunningAveragesAndDropsNothing() {
    ShapedGraph graph =
        Optimiser.optimise(
            graph(
                conv("stem", 4, 3, 1),
                norm("norm"),
                relu("relu"),
                leaf("drop", new Layer.Drop(0.5)),
                pool(),
                linear()),
            Set.of());
    assertEquals(
        List.of("conv2d", "batchNormInference+relu", "globalAvgPool", "linear"),
        InferenceForm.of(graph).nodes().stream().map(n -> n.op().mnemonic()).toList());
  }
}
