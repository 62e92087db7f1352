package dev.lamina.graph.optimise;

import static dev.lamina.graph.Trees.add;
import static dev.lamina.graph.Trees.biasedConv;
import static dev.lamina.graph.Trees.concat;
import static dev.lamina.graph.Trees.conv;
import static dev.lamina.graph.Trees.inline;
import static dev.lamina.graph.Trees.linear;
import static dev.lamina.graph.Trees.maxPool;
import static dev.lamina.graph.Trees.network;
import static dev.lamina.graph.Trees.norm;
import static dev.lamina.graph.Trees.pool;
import static dev.lamina.graph.Trees.relu;
import static dev.lamina.graph.Trees.sequence;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.Compiler;
import dev.lamina.graph.StageListener;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.Concat;
import dev.lamina.graph.op.ConcatGrad;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.JoinedConv2d;
import dev.lamina.graph.op.JoinedConv2dGrad;
import dev.lamina.graph.op.Op;
import dev.lamina.graph.plan.MemoryPlan;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.tree.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {

  private static PlannedNetwork compile(Set<String> switchedOff, Unit... members) {
    return new Compiler(switchedOff, StageListener.none())
        .compile(network(members), new Diagnostics())
        .orElseThrow();
  }

  /** Two dense layers that add {@code growth} channels each, and a transition. */
  private static PlannedNetwork dense(Set<String> switchedOff, Unit stem, int growth) {
    return compile(
        switchedOff, stem, layer("a", growth), layer("b", growth), transition(), pool(), linear());
  }

  private static PlannedNetwork dense() {
    return dense(Set.of(), conv("stem", 16, 3, 1), 16);
  }

  private static Unit layer(String name, int growth) {
    return sequence(name, concat(growing(name, growth), inline()));
  }

  private static Unit growing(String name, int growth) {
    Unit narrowing = inline(norm(name + "1"), relu(name + "2"), conv(name + "3", 8, 1, 1));
    return inline(narrowing, norm(name + "4"), relu(name + "5"), conv(name + "6", growth, 3, 1));
  }

  private static Unit transition() {
    return inline(norm("t1"), relu("t2"), conv("t3", 8, 1, 1), maxPool("max", 2, 2));
  }

  private static List<Node> nodes(PlannedNetwork planned, Class<? extends Op> op) {
    return planned.training().order().stream().filter(node -> op.isInstance(node.op())).toList();
  }

  private static List<String> names(PlannedNetwork planned, Class<? extends Op> op) {
    return nodes(planned, op).stream().map(Node::name).toList();
  }

  @Test
  void aLayerThatReadsFeaturesIsOneOpEachWay() {
    PlannedNetwork planned = dense();
    assertEquals(List.of("a.a3", "b.b3", "t3"), names(planned, JoinedConv2d.class));
    assertEquals(
        List.of("t3.grad", "b.b3.grad", "a.a3.grad"), names(planned, JoinedConv2dGrad.class));
    assertEquals(List.of(), nodes(planned, Concat.class));
    assertEquals(List.of(), nodes(planned, ConcatGrad.class));
    // Only the features' own norms are part of it.
    assertEquals(List.of("a.a4", "b.b4"), names(planned, BatchNorm.class));
  }

  @Test
  void itReadsWhatLayersAddedNewestFirst() {
    PlannedNetwork planned = dense();
    Value stem = planned.training().forward().get(0).output();
    List<Value> added = new ArrayList<>(List.of(stem));
    for (Node node : nodes(planned, JoinedConv2d.class)) {
      assertEquals(added, node.inputs().subList(0, added.size()), node.name());
      int next = planned.training().forward().indexOf(node) + 2;
      added.add(0, planned.training().forward().get(next).output());
    }
  }

  @Test
  void statisticsOfOlderFeaturesAreThoseOfTheLayerBefore() {
    PlannedNetwork planned = dense();
    List<Node> layers = nodes(planned, JoinedConv2d.class);
    assertEquals(
        List.of(0, 1, 2), layers.stream().map(node -> ((JoinedConv2d) node.op()).known()).toList());
    for (int i = 1; i < layers.size(); i++) {
      List<Value> inputs = layers.get(i).inputs();
      assertEquals(
          layers.get(i - 1).outputs().subList(2, 4),
          inputs.subList(inputs.size() - 2, inputs.size()));
    }
  }

  @Test
  void featuresMayComeBeforeWhatIsAdded() {
    PlannedNetwork planned =
        compile(
            Set.of(),
            conv("stem", 16, 3, 1),
            sequence("a", concat(inline(), growing("a", 16))),
            sequence("b", concat(inline(), growing("b", 16))),
            transition(),
            pool(),
            linear());
    assertAllSideBySide(planned);
    List<JoinedConv2d> ops =
        nodes(planned, JoinedConv2d.class).stream().map(n -> (JoinedConv2d) n.op()).toList();
    assertEquals(List.of(1, 2, 3), ops.stream().map(JoinedConv2d::parts).toList());
    assertEquals(List.of(0, 0, 0), ops.stream().map(JoinedConv2d::known).toList());
  }

  @Test
  void twoLayersThatReadTheSameFeaturesAreLeft() {
    PlannedNetwork planned =
        compile(
            Set.of(),
            conv("stem", 16, 3, 1),
            layer("a", 16),
            sequence("b", concat(growing("b", 16), growing("c", 16), inline())),
            transition(),
            pool(),
            linear());
    assertEquals(List.of(), nodes(planned, JoinedConv2d.class));
  }

  @Test
  void gradientsOfOtherLayersAreAdded() {
    List<Node> grads = nodes(dense(), JoinedConv2dGrad.class);
    assertEquals(
        List.of(false, true, true),
        grads.stream().map(node -> ((JoinedConv2dGrad) node.op()).accumulates()).toList());
    for (int i = 1; i < grads.size(); i++) {
      JoinedConv2dGrad op = (JoinedConv2dGrad) grads.get(i).op();
      List<Value> others =
          grads.get(i).inputs().subList(op.firstOther(), op.firstOther() + op.conv().parts());
      List<Value> later = grads.get(i - 1).outputs().subList(1, 1 + op.conv().parts());
      assertEquals(later, others);
    }
  }

  @Test
  void whatAnOpWantsSideBySideLiesSo() {
    assertAllSideBySide(dense());
    assertAllSideBySide(dense(Set.of(), conv("stem", 32, 3, 1), 48));
  }

  private static void assertAllSideBySide(PlannedNetwork planned) {
    MemoryPlan plan = planned.trainingPlan();
    for (Node node : planned.training().order()) {
      node.op()
          .sideBySide()
          .forEach(row -> assertSideBySide(row.of(node.inputs(), node.outputs()), plan));
    }
  }

  private static void assertSideBySide(List<Value> row, MemoryPlan plan) {
    IntStream.range(1, row.size())
        .forEach(
            i -> {
              Value left = row.get(i - 1);
              long end = plan.offset(left) + left.shape().elements();
              assertEquals(end, plan.offset(row.get(i)), left.name());
            });
  }

  @Test
  void widerMapsAreSplitOnceAndTheirGradientsJoinedOnce() {
    PlannedNetwork planned = dense(Set.of(), conv("stem", 32, 3, 1), 48);
    List<Node> splits = nodes(planned, ConcatGrad.class);
    assertEquals(List.of(2, 3, 3), splits.stream().map(node -> node.outputs().size()).toList());
    List<Node> joins = nodes(planned, Concat.class);
    assertEquals(List.of(3, 3, 2), joins.stream().map(node -> node.inputs().size()).toList());
    assertEquals(
        List.of(2, 5, 8),
        nodes(planned, JoinedConv2d.class).stream()
            .map(node -> ((JoinedConv2d) node.op()).parts())
            .toList());
  }

  /** The longest that an arena of eight dense layers has to be. */
  private static long arena(Set<String> switchedOff) {
    List<Unit> members = new ArrayList<>(List.of(conv("stem", 16, 3, 1)));
    IntStream.range(0, 8).forEach(i -> members.add(layer("layer" + i, 16)));
    members.addAll(List.of(transition(), pool(), linear()));
    return compile(switchedOff, members.toArray(Unit[]::new)).trainingPlan().activations();
  }

  @Test
  void lessIsKeptThanIfEveryLayerHadItsOwnCopy() {
    long with = arena(Set.of("recompute-norm"));
    long without = arena(Set.of("recompute-norm", "side-by-side"));
    assertTrue(with < without, with + " instead of " + without);
  }

  private static Unit bottleneck(String name) {
    return inline(conv(name + "1", 8, 1, 1), conv(name + "2", 256, 1, 1), norm(name + "3"));
  }

  /** The stem takes 27 multiplications an element, and the wide 1x1 convolutions most memory. */
  @Test
  void whatLiesSideBySideIsNotComputedAgain() {
    List<Unit> members = new ArrayList<>(List.of(conv("stem", 16, 3, 1), layer("a", 16)));
    members.addAll(List.of(norm("t1"), relu("t2"), conv("t3", 8, 1, 1)));
    members.add(conv("widened", 256, 1, 1));
    IntStream.range(0, 3)
        .forEach(i -> members.add(sequence("block" + i, add(bottleneck("b" + i), inline()))));
    members.addAll(List.of(pool(), linear()));
    PlannedNetwork planned = compile(Set.of("norm-from-input"), members.toArray(Unit[]::new));
    assertTrue(
        planned.training().backward().stream().anyMatch(node -> node.op() instanceof Conv2d));
    List<Node> layers = nodes(planned, JoinedConv2d.class);
    List<Node> grads = nodes(planned, JoinedConv2dGrad.class);
    for (int i = 0; i < layers.size(); i++) {
      int parts = ((JoinedConv2d) layers.get(i).op()).parts();
      List<Value> again = grads.get(grads.size() - 1 - i).inputs().subList(0, parts);
      assertEquals(layers.get(i).inputs().subList(0, parts), again);
    }
  }

  @Test
  void otherWidthsAreLeft() {
    assertEquals(List.of(), nodes(dense(Set.of(), conv("stem", 16, 3, 1), 8), JoinedConv2d.class));
    assertEquals(List.of(), nodes(dense(Set.of(), conv("stem", 8, 3, 1), 16), JoinedConv2d.class));
  }

  @Test
  void moreThan128PartsAreLeft() {
    assertEquals(
        3, nodes(dense(Set.of(), conv("stem", 126 * 16, 3, 1), 16), JoinedConv2d.class).size());
    assertEquals(
        0, nodes(dense(Set.of(), conv("stem", 127 * 16, 3, 1), 16), JoinedConv2d.class).size());
  }

  private static List<Node> behind(Unit... last) {
    List<Unit> members = new ArrayList<>(List.of(conv("stem", 16, 3, 1), layer("a", 16)));
    members.addAll(List.of(last));
    members.addAll(List.of(pool(), linear()));
    return nodes(compile(Set.of(), members.toArray(Unit[]::new)), JoinedConv2d.class);
  }

  @Test
  void featuresThatAreReadInAnotherWayAreLeft() {
    assertEquals(2, behind(transition()).size());
    assertEquals(0, behind().size(), "pooled");
    assertEquals(0, behind(norm("n"), relu("r")).size(), "normalised for a pool");
    assertEquals(
        0, behind(norm("n"), relu("r"), conv("c", 8, 3, 1)).size(), "convolved by windows of 3x3");
    assertEquals(0, behind(norm("n"), relu("r"), conv("c", 8, 1, 2)).size(), "in steps");
    assertEquals(0, behind(norm("n"), relu("r"), conv("c", 8, 1, 1, 2)).size(), "in groups");
    assertEquals(0, behind(norm("n"), relu("r"), biasedConv("c", 8, 1)).size(), "with a bias");
    assertEquals(
        0,
        behind(add(inline(norm("n"), relu("r"), conv("c", 32, 1, 1)), inline())).size(),
        "added");
  }
}
