package dev.lamina.conformance.interpret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.BackwardOp;
import dev.lamina.graph.op.BatchNormRecompute;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dInputGradSum;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.JoinedConv2dGrad;
import dev.lamina.graph.op.RecomputedWeightGrad;
import dev.lamina.graph.optimise.Optimiser;
import dev.lamina.graph.plan.ArenaLayout;
import dev.lamina.graph.plan.MemoryPlan;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.tree.NetworkTree;
import dev.lamina.runtime.network.ParameterSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole networks in double precision: the compiler's passes keep what the declaration means. */
class WholeNetworkTest {

  static List<NetworkTree> networks() {
    return List.of(
        SmallNetworks.residual(),
        SmallNetworks.concatenated(),
        SmallNetworks.branched(),
        SmallNetworks.preActivated(),
        SmallNetworks.bottlenecks(),
        SmallNetworks.squeezed(),
        SmallNetworks.dense());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyGradientIsTheSlopeOfTheLoss(NetworkTree tree) {
    double step = 1e-6;
    try (Experiment experiment = new Experiment(SmallNetworks.compile(tree, Set.of()))) {
      Map<String, double[]> gradients = experiment.results();
      for (ParameterSpec parameter : experiment.session().spec().parameters()) {
        double[] gradient = gradients.get(parameter.name());
        for (int i = 0; i < gradient.length; i += 1 + gradient.length / 5) {
          double slope =
              (experiment.lossWith(parameter.name(), i, step)
                      - experiment.lossWith(parameter.name(), i, -step))
                  / (2 * step);
          assertEquals(slope, gradient[i], 1e-7, parameter.name() + "[" + i + "]");
        }
      }
    }
  }

  static Stream<Arguments> networksAndRewrites() {
    return networks().stream()
        .flatMap(
            tree ->
                Stream.concat(Optimiser.names().stream().map(Set::of), Stream.of(Optimiser.names()))
                    .map(off -> Arguments.of(tree, off)));
  }

  @ParameterizedTest
  @MethodSource("networksAndRewrites")
  void rewritesKeepResults(NetworkTree tree, Set<String> switchedOff) {
    try (Experiment with = new Experiment(SmallNetworks.compile(tree, Set.of()));
        Experiment without = new Experiment(SmallNetworks.compile(tree, switchedOff))) {
      assertSame(with.results(), without.results(), 1e-12);
    }
  }

  static Stream<Arguments> recomputing() {
    return Stream.of(
        Arguments.of(
            SmallNetworks.preActivated(), RecomputedWeightGrad.class, Set.of("recompute-norm")),
        Arguments.of(SmallNetworks.bottlenecks(), Conv2d.class, Set.of("recompute-convolution")),
        Arguments.of(
            SmallNetworks.bottlenecks(),
            BatchNormRecompute.class,
            Set.of("recompute-convolution", "recompute-norm")));
  }

  @ParameterizedTest
  @MethodSource("recomputing")
  void recomputingChangesNoBit(
      NetworkTree tree, Class<? extends BackwardOp> again, Set<String> switchedOff) {
    PlannedNetwork planned = SmallNetworks.compile(tree, Set.of());
    PlannedNetwork keeping = SmallNetworks.compile(tree, switchedOff);
    assertTrue(recomputes(again, planned));
    assertFalse(recomputes(again, keeping));
    try (Experiment with = new Experiment(planned);
        Experiment without = new Experiment(keeping)) {
      assertSame(with.results(), without.results(), 0);
    }
  }

  private static boolean recomputes(Class<? extends BackwardOp> again, PlannedNetwork planned) {
    return planned.training().backward().stream().anyMatch(node -> again.isInstance(node.op()));
  }

  @Test
  void featuresThatLieSideBySideAreThoseOfConcatenations() {
    NetworkTree tree = SmallNetworks.dense();
    PlannedNetwork planned = SmallNetworks.compile(tree, Set.of());
    assertEquals(
        4,
        planned.training().backward().stream()
            .filter(node -> node.op() instanceof JoinedConv2dGrad)
            .count());
    try (Experiment with = new Experiment(planned);
        Experiment without = new Experiment(SmallNetworks.compile(tree, Set.of("side-by-side")))) {
      assertSame(with.results(), without.results(), 1e-12);
    }
  }

  static Stream<Arguments> addedGradients() {
    return Stream.of(
        Arguments.of(SmallNetworks.concatenated(), 3),
        Arguments.of(SmallNetworks.bottlenecks(), 2));
  }

  @ParameterizedTest
  @MethodSource("addedGradients")
  void gradientsAreAddedInPlaceWhereTheyAreComputed(NetworkTree tree, int count) {
    PlannedNetwork planned = SmallNetworks.compile(tree, Set.of());
    List<Node> adding =
        planned.training().backward().stream()
            .filter(node -> node.op() instanceof Conv2dInputGradSum)
            .toList();
    assertEquals(count, adding.size());
    Map<Value, Long> offsets = planned.trainingPlan().offsets();
    for (Node node : adding) {
      assertEquals(
          offsets.get(node.input(Conv2dInputGradSum.TERM)),
          offsets.get(node.output()),
          node.name());
    }
  }

  @Test
  void chainsReadPartsWhereTheyLie() {
    PlannedNetwork planned = SmallNetworks.compile(SmallNetworks.squeezed(), Set.of());
    Set<String> formulas = formulas(planned.training().forward());
    assertEquals(Set.of("relu(concat(a, b))", "drop(concat(a, b) + c, draw), draw"), formulas);
    Set<String> gradients = formulas(planned.training().backward());
    assertTrue(gradients.contains("slice(h) + normGrad(a, b, g)"), gradients::toString);
    assertTrue(gradients.contains("slice(b) * gelu'(a)"), gradients::toString);
  }

  private static Set<String> formulas(List<Node> nodes) {
    return nodes.stream()
        .filter(node -> node.op() instanceof Fused)
        .map(node -> ((Fused) node.op()).formula())
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void sharingMemoryChangesNoBit(NetworkTree tree) {
    PlannedNetwork planned = SmallNetworks.compile(tree, Set.of());
    PlannedNetwork apart =
        new PlannedNetwork(
            planned.model(),
            planned.training(),
            withoutSharing(planned.trainingPlan()),
            planned.inference(),
            withoutSharing(planned.inferencePlan()),
            planned.parameters(),
            planned.states());
    try (Experiment shared = new Experiment(planned);
        Experiment alone = new Experiment(apart)) {
      assertSame(shared.results(), alone.results(), 0);
    }
  }

  private static void assertSame(
      Map<String, double[]> expected, Map<String, double[]> actual, double tolerance) {
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach(
        (name, values) -> {
          if (tolerance == 0) {
            assertArrayEquals(values, actual.get(name), name);
          } else {
            assertArrayEquals(values, actual.get(name), tolerance, name);
          }
        });
  }

  /** The same values, each with memory of its own. */
  private static MemoryPlan withoutSharing(MemoryPlan plan) {
    List<Value> values = new ArrayList<>(plan.offsets().keySet());
    values.sort(Comparator.comparingInt(Value::id));
    Map<Space, Long> lengths = new EnumMap<>(Space.class);
    Map<Value, Long> offsets = new HashMap<>();
    for (Value value : values) {
      long offset = lengths.getOrDefault(value.space(), 0L);
      offsets.put(value, offset);
      lengths.put(value.space(), offset + ArenaLayout.align(value.shape().elements()));
    }
    return new MemoryPlan(
        offsets,
        lengths.getOrDefault(Space.ACTIVATION, 0L),
        lengths.getOrDefault(Space.MASK, 0L),
        lengths.getOrDefault(Space.STATISTIC, 0L),
        lengths.getOrDefault(Space.FOLDED, 0L));
  }
}
