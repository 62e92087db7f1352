package dev.lamina.graph.optimise;

import static dev.lamina.graph.Trees.add;
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
import dev.lamina.graph.ir.InferenceGraph;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Window;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.tree.Layer;
import dev.lamina.graph.tree.Unit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InferenceRewritesTest {

  private static PlannedNetwork compile(Set<String> switchedOff, Unit... members) {
    return new Compiler(switchedOff, StageListener.none())
        .compile(network(members), new Diagnostics())
        .orElseThrow();
  }

  private static InferenceGraph inference(Unit... members) {
    return compile(Set.of(), members).inference();
  }

  private static List<String> ops(List<Node> nodes) {
    return nodes.stream().map(node -> node.op().mnemonic()).toList();
  }

  @Test
  void aNormAndItsActivationGoIntoTheConvolutionBefore() {
    InferenceGraph graph =
        inference(conv("stem", 8, 3, 1), norm("norm"), relu("relu"), pool(), linear());
    assertEquals(List.of("conv2d+RELU", "globalAvgPool", "linear"), ops(graph.nodes()));
    assertEquals(List.of("foldNorm"), ops(graph.folds()));
    Node fold = graph.folds().get(0);
    assertEquals("norm", fold.name());
    Node stem = graph.nodes().get(0);
    assertEquals("stem", stem.name());
    assertEquals(fold.outputs(), stem.inputs().subList(1, 3));
    assertEquals(stem.output(), graph.nodes().get(1).input(0));
  }

  @Test
  void twoNormsGoIntoOneConvolutionOneAfterTheOther() {
    InferenceGraph graph =
        inference(conv("stem", 8, 3, 1), norm("first"), norm("second"), pool(), linear());
    assertEquals(List.of("conv2d", "globalAvgPool", "linear"), ops(graph.nodes()));
    assertEquals(List.of("first", "second"), graph.folds().stream().map(Node::name).toList());
    assertEquals(graph.folds().get(0).outputs(), graph.folds().get(1).inputs().subList(0, 2));
  }

  @Test
  void aNormThatReadsNoConvolutionStays() {
    InferenceGraph graph =
        inference(
            conv("stem", 8, 3, 1),
            leaf("max", new Layer.MaxPooling(new Window(2, 2, 0))),
            norm("norm"),
            relu("relu"),
            conv("conv", 8, 3, 1),
            pool(),
            linear());
    assertTrue(graph.folds().isEmpty());
    assertTrue(ops(graph.nodes()).contains("batchNormInference+relu"));
  }

  @Test
  void aConvolutionThatSomebodyElseReadsStays() {
    Unit[] members = {conv("stem", 8, 3, 1), add(norm("norm"), inline()), pool(), linear()};
    InferenceGraph graph = compile(Set.of(FuseElementwise.NAME), members).inference();
    assertTrue(graph.folds().isEmpty());
    assertEquals(
        List.of("conv2d", "batchNormInference", "add", "globalAvgPool", "linear"),
        ops(graph.nodes()));
  }

  @Test
  void aResidualSumGoesIntoItsLastConvolution() {
    PlannedNetwork planned =
        compile(Set.of(), conv("stem", 8, 3, 1), residual("a", 8, 1), pool(), linear());
    List<Node> nodes = planned.inference().nodes();
    Node last = nodes.get(2);
    assertEquals("conv2d+add+RELU", last.op().mnemonic());
    Value term = last.input(3);
    assertEquals(nodes.get(0).output(), term);
    // Where the term lay, since nobody reads it later.
    assertEquals(
        planned.inferencePlan().offset(term), planned.inferencePlan().offset(last.output()));
  }

  @Test
  void ofTwoConvolutionsTheLaterOneTakesTheSum() {
    InferenceGraph graph =
        inference(
            add(conv("left", 8, 3, 1), conv("right", 8, 1, 1)),
            leaf("gelu", new Layer.Activate(ActivationFunction.GELU)),
            pool(),
            linear());
    assertEquals(
        List.of("conv2d", "conv2d+add+GELU", "globalAvgPool", "linear"), ops(graph.nodes()));
    assertEquals("right", graph.nodes().get(1).name());
    assertEquals(graph.nodes().get(0).output(), graph.nodes().get(1).input(2));
  }

  @Test
  void aSumWhoseOtherTermComesLaterStays() {
    InferenceGraph graph =
        inference(
            conv("stem", 8, 3, 1),
            add(conv("left", 8, 3, 1), leaf("max", new Layer.MaxPooling(new Window(3, 1, 1)))),
            pool(),
            linear());
    assertEquals(
        List.of("conv2d", "conv2d", "maxPool", "add", "globalAvgPool", "linear"),
        ops(graph.nodes()));
  }

  @Test
  void whatIsFoldedKeepsItsPlace() {
    PlannedNetwork planned =
        compile(
            Set.of(),
            conv("stem", 8, 3, 1),
            norm("norm"),
            conv("conv", 8, 3, 1),
            norm("norm2"),
            pool(),
            linear());
    List<Value> folded =
        planned.inference().folds().stream().flatMap(fold -> fold.outputs().stream()).toList();
    assertEquals(4, folded.size());
    assertTrue(folded.stream().allMatch(value -> value.space() == Space.FOLDED));
    assertEquals(4, folded.stream().map(planned.inferencePlan()::offset).distinct().count());
  }

  @Test
  void bothCanBeSwitchedOff() {
    Set<String> off = Set.of("fold-norm", "fuse-convolution");
    PlannedNetwork planned =
        compile(off, conv("stem", 8, 3, 1), norm("norm"), relu("relu"), pool(), linear());
    assertTrue(planned.inference().folds().isEmpty());
    assertEquals(0, planned.inferencePlan().folded());
    assertEquals(
        List.of("conv2d", "batchNormInference+relu", "globalAvgPool", "linear"),
        ops(planned.inference().nodes()));
  }
}
