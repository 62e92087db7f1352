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
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.tree.Unit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecomputeConvolutionsTest {

  /**
   * Norms that can be told from the convolutions' inputs would leave little to be computed again.
   */
  private static PlannedNetwork compile(Set<String> switchedOff, Unit... members) {
    Set<String> off = new HashSet<>(switchedOff);
    off.add(NormFromInput.NAME);
    return new Compiler(off, StageListener.none())
        .compile(network(members), new Diagnostics())
        .orElseThrow();
  }

  private static TrainingGraph training(Unit... members) {
    return compile(Set.of(), members).training();
  }

  /** A bottleneck beside an identity, as in ResNeXt. */
  private static Unit bottleneck(String name, int width, int filters) {
    return sequence(
        name,
        add(
            inline(
                conv(name + "Reduce", width, 1, 1),
                norm(name + "Norm1"),
                relu(name + "Relu1"),
                conv(name + "Conv", width, 3, 1),
                norm(name + "Norm2"),
                relu(name + "Relu2"),
                conv(name + "Expand", filters, 1, 1),
                norm(name + "Norm3")),
            inline()),
        relu(name + "Relu3"));
  }

  private static Unit[] bottlenecks(int width) {
    return new Unit[] {
      conv("stem", 64, 3, 1),
      norm("stemNorm"),
      relu("stemRelu"),
      bottleneck("a", width, 64),
      bottleneck("b", width, 64),
      bottleneck("c", width, 64),
      pool(),
      linear()
    };
  }

  private static boolean recomputes(Node node) {
    return node.op() instanceof Conv2d;
  }

  private static List<String> recomputed(TrainingGraph graph) {
    return graph.backward().stream()
        .filter(RecomputeConvolutionsTest::recomputes)
        .map(Node::name)
        .toList();
  }

  private static Node node(List<Node> nodes, String name) {
    return nodes.stream().filter(node -> node.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void aWideMapIsComputedAgainRightBeforeItIsRead() {
    TrainingGraph graph = training(bottlenecks(8));
    // The last one is read again as soon as the forward pass is over.
    assertEquals(List.of("b.bExpand.recompute", "a.aExpand.recompute"), recomputed(graph));
    for (int i = 0; i < graph.backward().size(); i++) {
      Node node = graph.backward().get(i);
      if (recomputes(node)) {
        Node reader = graph.backward().get(i + 1);
        assertTrue(reader.inputs().contains(node.output()), reader::toString);
        assertEquals(reader.site(), node.site());
      }
    }
  }

  @Test
  void noGradientReadsTheFirstResult() {
    TrainingGraph graph = training(bottlenecks(8));
    for (String name : List.of("a.aExpand", "b.bExpand")) {
      Value first = node(graph.forward(), name).output();
      graph.backward().forEach(node -> assertFalse(node.inputs().contains(first), node::toString));
    }
  }

  /** Of the same op, and of the same weight; its input is itself computed again, once for both. */
  @Test
  void itReadsWhatTheGradientOfItsWeightReads() {
    TrainingGraph graph = training(bottlenecks(8));
    Node first = node(graph.forward(), "b.bExpand");
    Node again = node(graph.backward(), "b.bExpand.recompute");
    Node norm = node(graph.backward(), "b.bNorm2.recompute");
    assertEquals(first.op(), again.op());
    assertEquals(List.of(norm.output(), first.input(1)), again.inputs());
    assertEquals(norm.output(), node(graph.backward(), "b.bExpand.weightGrad").input(0));
    assertEquals(norm.site(), again.site());
  }

  @Test
  void thePlanIsShorterThanNormsAloneCouldMakeIt() {
    long with = compile(Set.of(), bottlenecks(8)).trainingPlan().activations();
    long norms =
        compile(Set.of("recompute-convolution"), bottlenecks(8)).trainingPlan().activations();
    // Of a stem, three sums and three wide maps before norms, two of these are no longer kept.
    assertTrue(with < 0.8 * norms, with + " of " + norms);
  }

  @Test
  void allValuesHaveIdsOfTheirOwn() {
    List<Value> outputs =
        training(bottlenecks(8)).order().stream().flatMap(node -> node.outputs().stream()).toList();
    assertEquals(outputs.size(), outputs.stream().map(Value::id).distinct().count());
  }

  /** A product of more than 128 numbers for each element of its output. */
  @Test
  void whatTakesManyMultiplicationsIsKept() {
    assertEquals(List.of(), recomputed(training(bottlenecks(136))));
  }

  @Test
  void whereNormsAloneWinEnoughConvolutionsAreKept() {
    TrainingGraph graph =
        training(
            conv("stem", 8, 3, 1),
            add(inline(norm("aNorm"), relu("aRelu"), conv("aConv", 8, 1, 1)), inline()),
            add(inline(norm("bNorm"), relu("bRelu"), conv("bConv", 8, 1, 1)), inline()),
            add(inline(norm("cNorm"), relu("cRelu"), conv("cConv", 8, 1, 1)), inline()),
            pool(),
            linear());
    assertEquals(List.of(), recomputed(graph));
  }

  /** A norm is computed again of what the convolution before it wrote. */
  @Test
  void whatANormIsComputedAgainOfIsKept() {
    TrainingGraph graph = training(bottlenecks(8));
    Node convolution = node(graph.forward(), "a.aConv");
    Node norm = node(graph.backward(), "a.aNorm2.recompute");
    assertEquals(convolution.output(), norm.input(0));
  }

  /** Three maps to a sum, one of which takes four times the multiplications of the others. */
  private static Unit threeMaps(String name) {
    return sequence(
        name,
        add(
            inline(conv(name + "Costly", 64, 1, 1), norm(name + "Norm1")),
            inline(conv(name + "Cheap", 64, 1, 1, 4), norm(name + "Norm2")),
            inline(conv(name + "Cheap2", 64, 1, 1, 4), norm(name + "Norm3"))),
        relu(name + "Relu"));
  }

  @Test
  void costlierOnesAreKeptAsFarAsHalfOfThePeakAllows() {
    List<Unit> members = new ArrayList<>(List.of(conv("stem", 64, 3, 1)));
    IntStream.range(0, 8).forEach(block -> members.add(threeMaps("block" + block)));
    members.addAll(List.of(pool(), linear()));
    List<String> names = recomputed(training(members.toArray(Unit[]::new)));
    // The last block's are read again as soon as the forward pass is over.
    for (int block = 0; block < 7; block++) {
      String prefix = "block" + block + ".block" + block;
      if (names.contains(prefix + "Costly.recompute")) {
        assertTrue(names.contains(prefix + "Cheap.recompute"), names::toString);
        assertTrue(names.contains(prefix + "Cheap2.recompute"), names::toString);
      }
    }
    assertTrue(count("Costly", names) < count("Cheap.", names), names::toString);
    assertTrue(
        peak(Set.of(), members)
            <= 0.5 * peak(Set.of(RecomputeConvolutions.NAME, RecomputeNorms.NAME), members));
  }

  private static long count(String part, List<String> names) {
    return names.stream().filter(name -> name.contains(part)).count();
  }

  private static long peak(Set<String> switchedOff, List<Unit> members) {
    TrainingGraph graph = compile(switchedOff, members.toArray(Unit[]::new)).training();
    return Gaps.greatest(Gaps.alive(graph, List.of()));
  }

  @Test
  void itCanBeSwitchedOff() {
    Set<String> off = Set.of("recompute-convolution");
    TrainingGraph graph = compile(off, bottlenecks(8)).training();
    assertEquals(List.of(), recomputed(graph));
    // Alone, norms win too little here.
    assertTrue(graph.backward().stream().noneMatch(n -> n.op() instanceof BatchNormRecompute));
  }
}
