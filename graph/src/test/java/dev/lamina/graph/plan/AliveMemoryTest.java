package dev.lamina.graph.plan;

import static dev.lamina.graph.Trees.conv;
import static dev.lamina.graph.Trees.linear;
import static dev.lamina.graph.Trees.network;
import static dev.lamina.graph.Trees.norm;
import static dev.lamina.graph.Trees.pool;
import static dev.lamina.graph.Trees.relu;
import static dev.lamina.graph.Trees.residual;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.Compiler;
import dev.lamina.graph.StageListener;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.ir.TrainingGraph;
import dev.lamina.graph.tree.Unit;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AliveMemoryTest {

  private static PlannedNetwork compile(Unit... members) {
    return new Compiler(Set.of(), StageListener.none())
        .compile(network(members), new Diagnostics())
        .orElseThrow();
  }

  @Test
  void mapsAreAliveFromTheirNodeToTheirLastReader() {
    PlannedNetwork planned = compile(conv("a", 16, 3, 1), conv("b", 8, 3, 1), pool(), linear());
    long[] alive = AliveMemory.activations(planned.inference().nodes(), Map.of());
    // Maps of 8x8 pixels; the logits are rounded up to a cache line.
    long first = 16 * 64;
    long second = 8 * 64;
    assertArrayEquals(new long[] {first, first + second, second + 16, 16 + 16}, alive);
  }

  @Test
  void noPlanIsShorterThanWhatIsAliveAtOnce() {
    PlannedNetwork planned =
        compile(
            conv("stem", 16, 3, 1),
            norm("norm"),
            relu("relu"),
            residual("a", 16, 1),
            residual("b", 32, 2),
            pool(),
            linear());
    TrainingGraph graph = planned.training();
    long most =
        Arrays.stream(AliveMemory.activations(graph.order(), graph.keepUntil())).max().orElse(0);
    long length = planned.trainingPlan().activations();
    assertTrue(most <= length && length <= 1.1 * most, most + " of " + length);
  }
}
