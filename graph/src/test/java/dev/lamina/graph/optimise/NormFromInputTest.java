package dev.lamina.graph.optimise;

import static dev.lamina.graph.Trees.add;
import static dev.lamina.graph.Trees.biasedConv;
import static dev.lamina.graph.Trees.conv;
import static dev.lamina.graph.Trees.inline;
import static dev.lamina.graph.Trees.linear;
import static dev.lamina.graph.Trees.network;
import static dev.lamina.graph.Trees.norm;
import static dev.lamina.graph.Trees.pool;
import static dev.lamina.graph.Trees.relu;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.Compiler;
import dev.lamina.graph.StageListener;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.TrainingGraph;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.NormedConv2d;
import dev.lamina.graph.op.NormedConv2dGrad;
import dev.lamina.graph.op.Op;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.tree.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NormFromInputTest {

  private static PlannedNetwork compiled(Set<String> switchedOff, Unit... members) {
    return new Compiler(switchedOff, StageListener.none())
        .compile(network(members), new Diagnostics())
        .orElseThrow();
  }

  private static TrainingGraph training(Unit... members) {
    return compiled(Set.of(), members).training();
  }

  /** A stem of 4 channels, what is to be looked at, and the classifier. */
  private static Unit[] behindStem(Unit... units) {
    Stream<Unit> stem = Stream.of(conv("stem", 4, 3, 1), relu("stemRelu"));
    return Stream.of(stem, Stream.of(units), Stream.of(pool(), linear()))
        .flatMap(part -> part)
        .toArray(Unit[]::new);
  }

  private static List<String> names(List<Node> nodes, Class<? extends Op> op) {
    return nodes.stream().filter(node -> op.isInstance(node.op())).map(Node::name).toList();
  }

  @Test
  void aWideningConvolutionAndItsNormAreOneOp() {
    TrainingGraph graph = training(behindStem(conv("wide", 16, 1, 1), norm("norm")));
    assertEquals(List.of("wide"), names(graph.forward(), NormedConv2d.class));
    assertEquals(List.of("wide.grad"), names(graph.backward(), NormedConv2dGrad.class));
    assertEquals(List.of(), names(graph.forward(), BatchNorm.class));
  }

  @Test
  void itWritesWhatTheNormDidAndAllGradients() {
    Unit[] members = behindStem(conv("wide", 16, 1, 1), norm("norm"));
    TrainingGraph apart = compiled(Set.of("norm-from-input"), members).training();
    TrainingGraph joined = training(members);
    Node both = node(joined, "wide");
    assertEquals(node(apart, "norm").outputs(), both.outputs().subList(0, 3));
    assertEquals(node(apart, "wide").output(), both.outputs().get(4));
    Node grad = node(joined, "wide.grad");
    List<Value> gradients =
        List.of(
            node(apart, "wide.inputGrad").output(),
            node(apart, "wide.weightGrad").output(),
            node(apart, "norm.grad").outputs().get(1),
            node(apart, "norm.grad").outputs().get(2));
    assertEquals(gradients, grad.outputs().subList(0, 4));
    // The moments, from one to the other.
    assertEquals(both.outputs().get(3), grad.input(7));
    assertEquals(4 * 4 + 4, both.outputs().get(3).shape().elements());
  }

  /**
   * What lies between a bottleneck's last convolution and its norm; two such are needed as space.
   */
  @Test
  void wideMapsAreNotKept() {
    List<Unit> bottlenecks = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Unit path = inline(conv("narrow" + i, 2, 1, 1), conv("wide" + i, 16, 1, 1), norm("norm" + i));
      bottlenecks.add(add(path, inline()));
    }
    bottlenecks.add(0, conv("first", 16, 1, 1));
    Unit[] members = behindStem(bottlenecks.toArray(Unit[]::new));
    long apart = compiled(Set.of("norm-from-input"), members).trainingPlan().activations();
    long joined = compiled(Set.of(), members).trainingPlan().activations();
    assertTrue(joined < apart, joined + " of " + apart);
  }

  @Test
  void twoOnOneInputAreTwoOps() {
    Unit both =
        add(inline(conv("a", 16, 1, 1), norm("aNorm")), inline(conv("b", 16, 1, 1), norm("bNorm")));
    TrainingGraph graph = training(behindStem(both));
    assertEquals(List.of("a", "b"), names(graph.forward(), NormedConv2d.class));
    assertEquals(List.of("b.grad", "a.grad"), names(graph.backward(), NormedConv2dGrad.class));
  }

  @Test
  void othersAreLeft() {
    List<Unit[]> others =
        List.of(
            // Three times as many filters, a window of 3x3, a stride, a bias, a ReLU, many
            // channels, no gradient of the input, another
            // reader
            behindStem(conv("wide", 12, 1, 1), norm("norm")),
            behindStem(conv("wide", 16, 3, 1), norm("norm")),
            behindStem(conv("wide", 16, 1, 2), norm("norm")),
            behindStem(biasedConv("wide", 16, 1), norm("norm")),
            behindStem(conv("wide", 16, 1, 1), norm("norm"), relu("relu")),
            behindStem(conv("wide", 16, 1, 1), add(inline(norm("norm")), inline())),
            behindStem(conv("many", 129, 1, 1), conv("wide", 516, 1, 1), norm("norm")),
            new Unit[] {conv("wide", 16, 1, 1), norm("norm"), pool(), linear()});
    for (Unit[] members : others) {
      assertEquals(List.of(), names(training(members).forward(), NormedConv2d.class));
    }
  }

  private static Node node(TrainingGraph graph, String name) {
    return graph.order().stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
