package dev.lamina.graph.optimise;

import static dev.lamina.graph.Trees.add;
import static dev.lamina.graph.Trees.conv;
import static dev.lamina.graph.Trees.inline;
import static dev.lamina.graph.Trees.linear;
import static dev.lamina.graph.Trees.network;
import static dev.lamina.graph.Trees.norm;
import static dev.lamina.graph.Trees.pool;
import static dev.lamina.graph.Trees.relu;
import static dev.lamina.graph.Trees.sequence;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.Compiler;
import dev.lamina.graph.StageListener;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.TrainingGraph;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.BatchNormRecompute;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.tree.Unit;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class RecomputeNormsTest {

  private static PlannedNetwork compile(Set<String> switchedOff, Unit... members) {
    return new Compiler(switchedOff, StageListener.none())
        .compile(network(members), new Diagnostics())
        .orElseThrow();
  }

  /** With nothing joined to what computes a norm again, and nothing else computed again. */
  private static TrainingGraph training(Unit... members) {
    return compile(Set.of("stream-norm", "recompute-convolution"), members).training();
  }

  /** Normalisation, ReLU and convolution beside an identity, as in PreActResNet. */
  private static Unit preActivated(String name, int filters) {
    return add(
        inline(norm(name + "Norm"), relu(name + "Relu"), conv(name + "Conv", filters, 3, 1)),
        inline());
  }

  private static Unit[] preActivated() {
    return new Unit[] {
      conv("stem", 8, 3, 1),
      preActivated("a", 8),
      preActivated("b", 8),
      preActivated("c", 8),
      pool(),
      linear()
    };
  }

  private static boolean recomputes(Node node) {
    return node.op() instanceof BatchNormRecompute;
  }

  private static List<String> recomputed(TrainingGraph graph) {
    return graph.backward().stream()
        .filter(RecomputeNormsTest::recomputes)
        .map(Node::name)
        .toList();
  }

  private static Node node(List<Node> nodes, Predicate<String> name) {
    return nodes.stream().filter(node -> name.test(node.name())).findFirst().orElseThrow();
  }

  @Test
  void aMapIsComputedAgainRightBeforeItIsRead() {
    TrainingGraph graph = training(preActivated());
    assertEquals(
        List.of("cNorm.recompute", "bNorm.recompute", "aNorm.recompute"), recomputed(graph));
    for (int i = 0; i < graph.backward().size(); i++) {
      Node node = graph.backward().get(i);
      if (recomputes(node)) {
        Node reader = graph.backward().get(i + 1);
        assertTrue(reader.inputs().contains(node.output()), reader::toString);
      }
    }
  }

  @Test
  void itIsMadeOfWhatIsKeptForTheGradientOfTheNorm() {
    TrainingGraph graph = training(preActivated());
    Node norm = node(graph.forward(), "aNorm"::equals);
    Node again = node(graph.backward(), "aNorm.recompute"::equals);
    assertEquals(norm.inputs().subList(0, 3), again.inputs().subList(0, 3));
    assertEquals(norm.outputs().subList(1, 3), again.inputs().subList(3, 5));
  }

  /** So that generated code does not go back and forth between blocks. */
  @Test
  void itRunsInTheBlockOfItsReader() {
    TrainingGraph graph =
        training(
            sequence("a", conv("aConv", 8, 3, 1), norm("aNorm"), relu("aRelu")),
            sequence("b", conv("bConv", 8, 3, 1), norm("bNorm"), relu("bRelu")),
            sequence("c", conv("cConv", 8, 3, 1)),
            pool(),
            linear());
    assertEquals(
        List.of("c", "b"),
        graph.backward().stream()
            .filter(RecomputeNormsTest::recomputes)
            .map(node -> node.site().block())
            .toList());
  }

  @Test
  void noGradientReadsTheFirstResult() {
    TrainingGraph graph = training(preActivated());
    for (Node norm : graph.forward()) {
      if (norm.name().endsWith("Norm")) {
        Value first = norm.output();
        graph
            .backward()
            .forEach(node -> assertFalse(node.inputs().contains(first), node::toString));
      }
    }
  }

  @Test
  void thePlanIsShorter() {
    long with = compile(Set.of(), preActivated()).trainingPlan().activations();
    long without = compile(Set.of("recompute-norm"), preActivated()).trainingPlan().activations();
    // Of the stem's output, three sums and three norms' outputs, the last are no longer kept.
    assertTrue(with < 0.8 * without, with + " of " + without);
  }

  @Test
  void allValuesHaveIdsOfTheirOwn() {
    TrainingGraph graph = training(preActivated());
    List<Value> outputs = graph.order().stream().flatMap(node -> node.outputs().stream()).toList();
    assertEquals(outputs.size(), outputs.stream().map(Value::id).distinct().count());
  }

  @Test
  void whereLittleIsWonMapsAreKept() {
    Unit[] members = {
      conv("wide", 64, 3, 1),
      conv("narrow", 4, 1, 1),
      norm("norm"),
      relu("relu"),
      conv("last", 64, 1, 1),
      norm("end"),
      pool(),
      linear()
    };
    assertEquals(List.of(), recomputed(training(members)));
  }

  @Test
  void whatThePeakDoesNotNeedIsKept() {
    Unit[] members = {
      conv("stem", 64, 3, 1),
      preActivated("a", 64),
      preActivated("b", 64),
      conv("down", 4, 3, 2),
      preActivated("c", 4),
      pool(),
      linear()
    };
    assertEquals(List.of("bNorm.recompute", "aNorm.recompute"), recomputed(training(members)));
  }

  @Test
  void aNormOfARecomputedMapIsKept() {
    Unit[] members = {
      conv("stem", 8, 3, 1),
      norm("first"),
      relu("relu1"),
      norm("second"),
      relu("relu2"),
      conv("conv", 8, 3, 1),
      pool(),
      linear()
    };
    TrainingGraph graph = training(members);
    assertEquals(List.of("first.recompute"), recomputed(graph));
    Node gradient = node(graph.backward(), "second.grad"::equals);
    assertEquals(node(graph.backward(), "first.recompute"::equals).output(), gradient.input(0));
  }

  @Test
  void itCanBeSwitchedOff() {
    assertEquals(
        List.of(), recomputed(compile(Set.of("recompute-norm"), preActivated()).training()));
  }
}
