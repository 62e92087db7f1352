package dev.lamina.graph.optimise;

import static dev.lamina.graph.Trees.biasedConv;
import static dev.lamina.graph.Trees.concat;
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
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.tree.Unit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CancelBiasTest {

  /** The convolutions whose bias gets a gradient that is computed. */
  private static Set<String> computed(Set<String> switchedOff, Unit... members) {
    List<Node> backward =
        new Compiler(switchedOff, StageListener.none())
            .compile(network(members), new Diagnostics())
            .orElseThrow()
            .training()
            .backward();
    Set<String> names = new TreeSet<>();
    for (Node node : backward) {
      if (node.op() instanceof Conv2dWeightGrad grad && grad.conv().bias()) {
        assertEquals(2, node.outputs().size());
        names.add(node.name());
      }
    }
    return names;
  }

  private static Set<String> computed(Unit... members) {
    return computed(Set.of(), members);
  }

  @Test
  void aBiasBeforeANormHasNoGradient() {
    Unit[] members = {biasedConv("stem", 8, 3), norm("norm"), relu("relu"), pool(), linear()};
    assertEquals(Set.of(), computed(members));
    assertEquals(Set.of("stem.weightGrad"), computed(Set.of("cancel-bias"), members));
  }

  @Test
  void aBiasBeforeAnActivationHasOne() {
    assertEquals(
        Set.of("stem.weightGrad"),
        computed(biasedConv("stem", 8, 3), relu("relu"), norm("norm"), pool(), linear()));
  }

  @Test
  void nothingButNormsMayReadTheConvolution() {
    Unit normalised = concat(inline(norm("a")), inline(norm("b"), relu("rb")));
    assertEquals(Set.of(), computed(biasedConv("stem", 8, 3), normalised, pool(), linear()));
    Unit asItIs = concat(inline(norm("a")), inline());
    assertEquals(
        Set.of("stem.weightGrad"), computed(biasedConv("stem", 8, 3), asItIs, pool(), linear()));
  }

  @Test
  void concatenationsBeforeANormPassItOn() {
    Unit branches = concat(inline(biasedConv("a", 8, 1)), inline(biasedConv("b", 8, 3), relu("r")));
    assertEquals(
        Set.of("b.weightGrad"), computed(branches, norm("norm"), relu("relu"), pool(), linear()));
  }
}
