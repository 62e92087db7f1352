package dev.lamina.graph.optimise;

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

import dev.lamina.graph.Compiler;
import dev.lamina.graph.StageListener;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.ConcatGrad;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.tree.Layer;
import dev.lamina.graph.tree.Unit;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadPartsTest {
  private static final int LAYERS = 500;
  private static final long MOST_SECONDS = 10;

  /** Of this thread: other work on the machine must not fail the test. */
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private static PlannedNetwork compile(Set<String> switchedOff, Unit... members) {
    return new Compiler(switchedOff, StageListener.none())
        .compile(network(members), new Diagnostics())
        .orElseThrow();
  }

  private static List<String> formulas(PlannedNetwork planned) {
    return planned.training().backward().stream()
        .filter(node -> node.op() instanceof Fused)
        .map(node -> node.op().attributes())
        .toList();
  }

  /** The parts that are copied, of each split. */
  private static List<List<Integer>> copies(PlannedNetwork planned) {
    return planned.training().backward().stream()
        .map(Node::op)
        .filter(ConcatGrad.class::isInstance)
        .map(op -> ((ConcatGrad) op).parts())
        .toList();
  }

  /** What a densely connected layer gets is what it got, and more. */
  private static Unit dense(String name) {
    return concat(
        inline(norm(name + "norm"), relu(name + "relu"), conv(name + "conv", 4, 3, 1)), inline());
  }

  private static Unit activation(String name, ActivationFunction function) {
    return leaf(name, new Layer.Activate(function));
  }

  @Test
  void theGradientOfANormTakesInWhatLiesInAWiderOne() {
    Unit[] members = {
      conv("stem", 8, 3, 1), dense("a"), dense("b"), conv("end", 8, 3, 1), pool(), linear()
    };
    PlannedNetwork planned = compile(Set.of(), members);
    String sum = "slice(h) + normGrad(a, b, g) from channel 4";
    assertEquals(List.of(sum, sum), formulas(planned));
    assertEquals(List.of(List.of(0), List.of(0)), copies(planned));
    PlannedNetwork without = compile(Set.of(ReadParts.NAME), members);
    assertEquals(List.of("h + normGrad(a, b, g)", "h + normGrad(a, b, g)"), formulas(without));
    assertEquals(List.of(List.of(0, 1), List.of(0, 1)), copies(without));
    assertTrue(planned.trainingPlan().activations() <= without.trainingPlan().activations());
  }

  @Test
  void aSplitOfWhichNobodyReadsACopyIsGone() {
    PlannedNetwork planned =
        compile(
            Set.of(),
            concat(
                inline(conv("left", 4, 3, 1), activation("tanh", ActivationFunction.TANH)),
                inline(conv("right", 8, 3, 1), activation("leaky", ActivationFunction.LEAKY_RELU))),
            pool(),
            linear());
    assertEquals(
        List.of("slice(b) * leaky_relu'(a) from channel 4", "slice(b) * tanh'(a) from channel 0"),
        formulas(planned));
    assertEquals(List.of(), copies(planned));
  }

  @Test
  void whatALibraryReadsIsCopied() {
    PlannedNetwork planned =
        compile(
            Set.of(),
            conv("stem", 8, 3, 1),
            concat(
                conv("left", 4, 3, 1),
                inline(conv("middle", 8, 3, 1), activation("tanh", ActivationFunction.TANH)),
                inline(conv("right", 8, 3, 1), norm("norm"))),
            pool(),
            linear());
    assertEquals(List.of("slice(b) * tanh'(a) from channel 4"), formulas(planned));
    assertEquals(List.of(List.of(0, 2)), copies(planned));
  }

  /** An image has no gradient. */
  @Test
  void aPartWithoutGradientIsNeverCopied() {
    PlannedNetwork planned =
        compile(
            Set.of(ReadParts.NAME),
            concat(conv("left", 4, 3, 1), inline(), conv("right", 4, 3, 1)),
            pool(),
            linear());
    assertEquals(List.of(List.of(0, 2)), copies(planned));
  }

  @Test
  void noPartThatIsReadTakesMoreMemory() {
    Unit[] members = {
      conv("stem", 3, 3, 1),
      dense("a"),
      concat(
          inline(activation("gelu", ActivationFunction.GELU), conv("wide", 64, 3, 1)),
          activation("tanh", ActivationFunction.TANH)),
      dense("b"),
      conv("end", 8, 3, 1),
      pool(),
      linear()
    };
    PlannedNetwork with = compile(Set.of(), members);
    PlannedNetwork without = compile(Set.of(ReadParts.NAME), members);
    assertTrue(with.trainingPlan().activations() <= without.trainingPlan().activations());
  }

  /** To plan once for each of them would take minutes. */
  @Test
  void manyPartsTakeFewPlans() {
    List<Unit> members = new ArrayList<>(List.of(conv("stem", 8, 3, 1)));
    for (int i = 0; i < LAYERS; i++) {
      members.add(dense("dense" + i));
    }
    members.addAll(List.of(conv("end", 8, 3, 1), pool(), linear()));
    long start = CLOCK.getCurrentThreadCpuTime();
    PlannedNetwork planned = compile(Set.of(), members.toArray(Unit[]::new));
    long seconds = (CLOCK.getCurrentThreadCpuTime() - start) / 1_000_000_000;
    assertTrue(seconds < MOST_SECONDS, seconds + " s");
    assertEquals(Collections.nCopies(LAYERS, List.of(0)), copies(planned));
  }
}
