package dev.lamina.graph.plan;

import static dev.lamina.graph.Trees.conv;
import static dev.lamina.graph.Trees.linear;
import static dev.lamina.graph.Trees.maxPool;
import static dev.lamina.graph.Trees.network;
import static dev.lamina.graph.Trees.norm;
import static dev.lamina.graph.Trees.pool;
import static dev.lamina.graph.Trees.relu;
import static dev.lamina.graph.Trees.residual;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.Compiler;
import dev.lamina.graph.StageListener;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.tree.Unit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MemoryPlanTest {

  private static PlannedNetwork compile(Unit... members) {
    return new Compiler(Set.of(), StageListener.none())
        .compile(network(members), new Diagnostics())
        .orElseThrow();
  }

  private static PlannedNetwork smallResNet() {
    return compile(
        conv("stem", 16, 3, 1),
        norm("norm"),
        relu("relu"),
        residual("a", 16, 1),
        residual("b", 32, 2),
        pool(),
        linear());
  }

  private static List<Node> steps(PlannedNetwork planned) {
    return Stream.concat(
            planned.training().forward().stream(), planned.training().backward().stream())
        .toList();
  }

  private static long sumOfActivations(List<Node> nodes) {
    return nodes.stream()
        .flatMap(node -> node.outputs().stream())
        .filter(value -> value.space() == Space.ACTIVATION)
        .mapToLong(value -> value.shape().elements())
        .sum();
  }

  @Test
  void valuesThatAreNeverAliveAtOnceShareMemory() {
    PlannedNetwork planned = smallResNet();
    assertTrue(planned.trainingPlan().activations() < sumOfActivations(steps(planned)) * 2 / 3);
  }

  @Test
  void aChainOfLayersNeedsOnlyTwoMapsInInference() {
    PlannedNetwork planned =
        compile(conv("a", 16, 3, 1), conv("b", 16, 3, 1), conv("c", 16, 3, 1), pool(), linear());
    assertEquals(2 * 16 * 8 * 8, planned.inferencePlan().activations());
  }

  @Test
  void inferenceNormsRunInPlace() {
    PlannedNetwork planned =
        compile(conv("a", 16, 3, 1), maxPool("max", 2, 2), norm("norm"), pool(), linear());
    Node norm = planned.inference().nodes().get(2);
    assertEquals(
        planned.inferencePlan().offset(norm.input(0)),
        planned.inferencePlan().offset(norm.output()));
  }

  @Test
  void theVerifierRefusesAPlanInWhichLiveValuesOverlap() {
    PlannedNetwork planned = smallResNet();
    List<Node> steps = steps(planned);
    MemoryPlan plan = planned.trainingPlan();
    Map<Value, Long> offsets = new HashMap<>(plan.offsets());
    // The stem's output is read again in the backward graph; put everything that is computed on top
    // of it.
    offsets.replaceAll((value, offset) -> value.space() == Space.ACTIVATION ? 0L : offset);
    MemoryPlan broken =
        new MemoryPlan(offsets, plan.activations(), plan.masks(), plan.statistics(), plan.folded());
    PlanVerifier.verify(steps, Map.of(), plan);
    assertThrows(IllegalStateException.class, () -> PlanVerifier.verify(steps, Map.of(), broken));
  }

  @Test
  void theVerifierRefusesEveryPlanInWhichOneSavedMapIsMovedOntoAnother() {
    PlannedNetwork planned = smallResNet();
    List<Node> steps = steps(planned);
    MemoryPlan plan = planned.trainingPlan();
    List<Value> convOutputs =
        planned.training().forward().stream()
            .filter(node -> node.op().mnemonic().equals("conv2d"))
            .map(Node::output)
            .toList();
    for (int i = 1; i < convOutputs.size(); i++) {
      Map<Value, Long> offsets = new HashMap<>(plan.offsets());
      offsets.put(convOutputs.get(i), plan.offset(convOutputs.get(i - 1)));
      MemoryPlan broken =
          new MemoryPlan(
              offsets, plan.activations(), plan.masks(), plan.statistics(), plan.folded());
      assertThrows(IllegalStateException.class, () -> PlanVerifier.verify(steps, Map.of(), broken));
    }
  }

  @Test
  void theVerifierRefusesAValueOutsideItsArena() {
    PlannedNetwork planned = smallResNet();
    MemoryPlan plan = planned.trainingPlan();
    MemoryPlan cut =
        new MemoryPlan(
            plan.offsets(),
            plan.activations() - 16,
            plan.masks(),
            plan.statistics(),
            plan.folded());
    assertThrows(
        IllegalStateException.class, () -> PlanVerifier.verify(steps(planned), Map.of(), cut));
  }

  @Test
  void everyOffsetIsAligned() {
    smallResNet()
        .trainingPlan()
        .offsets()
        .forEach((value, offset) -> assertEquals(0, offset % ArenaLayout.ALIGNMENT, value::name));
  }
}
