package dev.lamina.graph.optimise;

import static dev.lamina.graph.Trees.add;
import static dev.lamina.graph.Trees.conv;
import static dev.lamina.graph.Trees.inline;
import static dev.lamina.graph.Trees.linear;
import static dev.lamina.graph.Trees.network;
import static dev.lamina.graph.Trees.norm;
import static dev.lamina.graph.Trees.pool;
import static dev.lamina.graph.Trees.relu;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.graph.Compiler;
import dev.lamina.graph.StageListener;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.TrainingGraph;
import dev.lamina.graph.op.BatchNormRecompute;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.Op;
import dev.lamina.graph.op.RecomputedWeightGrad;
import dev.lamina.graph.tree.Unit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StreamNormsTest {

  private static TrainingGraph training(Set<String> switchedOff, Unit... members) {
    return new Compiler(switchedOff, StageListener.none())
        .compile(network(members), new Diagnostics())
        .orElseThrow()
        .training();
  }

  /** Three norms of which the first one is read by {@code first}. */
  private static Unit[] behindNorms(Unit first) {
    return new Unit[] {
      conv("stem", 8, 3, 1),
      add(inline(norm("aNorm"), relu("aRelu"), first), inline()),
      add(inline(norm("bNorm"), relu("bRelu"), conv("bConv", 8, 3, 1)), inline()),
      add(inline(norm("cNorm"), relu("cRelu"), conv("cConv", 8, 3, 1)), inline()),
      pool(),
      linear()
    };
  }

  private static Unit[] behindNorms() {
    return behindNorms(conv("aConv", 8, 3, 1));
  }

  private static List<String> names(TrainingGraph graph, Class<? extends Op> op) {
    return graph.backward().stream()
        .filter(node -> op.isInstance(node.op()))
        .map(Node::name)
        .toList();
  }

  @Test
  void aNormComputedAgainForOneWeightIsOneOpWithItsGradient() {
    TrainingGraph graph = training(Set.of(), behindNorms());
    assertEquals(
        List.of("cConv.weightGrad", "bConv.weightGrad", "aConv.weightGrad"),
        names(graph, RecomputedWeightGrad.class));
    assertEquals(List.of(), names(graph, BatchNormRecompute.class));
    // The stem reads the image.
    assertEquals(List.of("stem.weightGrad"), names(graph, Conv2dWeightGrad.class));
  }

  @Test
  void itReadsAndWritesWhatBothDid() {
    TrainingGraph apart = training(Set.of("stream-norm"), behindNorms());
    TrainingGraph joined = training(Set.of(), behindNorms());
    Node norm = node(apart, "bNorm.recompute");
    Node grad = node(apart, "bConv.weightGrad");
    Node both = node(joined, "bConv.weightGrad");
    assertEquals(norm.inputs(), both.inputs().subList(0, 5));
    assertEquals(grad.input(1), both.input(5));
    assertEquals(List.of(grad.output(), norm.output()), both.outputs());
  }

  private static Node node(TrainingGraph graph, String name) {
    return graph.backward().stream().filter(n -> n.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void aNormThatTwoWeightsNeedIsComputedAgainOnce() {
    Unit twice = add(conv("aConv", 8, 3, 1), conv("aOther", 8, 1, 1));
    TrainingGraph graph = training(Set.of(), behindNorms(twice));
    assertEquals(
        List.of("cConv.weightGrad", "bConv.weightGrad"), names(graph, RecomputedWeightGrad.class));
    assertEquals(List.of("aNorm.recompute"), names(graph, BatchNormRecompute.class));
  }

  @Test
  void itCanBeSwitchedOff() {
    TrainingGraph graph = training(Set.of("stream-norm"), behindNorms());
    assertEquals(List.of(), names(graph, RecomputedWeightGrad.class));
    assertEquals(
        List.of("cNorm.recompute", "bNorm.recompute", "aNorm.recompute"),
        names(graph, BatchNormRecompute.class));
  }
}
