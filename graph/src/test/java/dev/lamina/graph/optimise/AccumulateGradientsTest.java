package dev.lamina.graph.optimise;

import static dev.lamina.graph.Trees.add;
import static dev.lamina.graph.Trees.concat;
import static dev.lamina.graph.Trees.conv;
import static dev.lamina.graph.Trees.inline;
import static dev.lamina.graph.Trees.linear;
import static dev.lamina.graph.Trees.maxPool;
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
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.Conv2dInputGrad;
import dev.lamina.graph.op.Conv2dInputGradSum;
import dev.lamina.graph.plan.MemoryPlan;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.tree.Unit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccumulateGradientsTest {

  private static final Unit STEM = conv("stem", 8, 3, 1);

  /** Fused chains would hide sums. */
  private static PlannedNetwork compile(Set<String> switchedOff, Unit... behindStem) {
    List<Unit> members = new ArrayList<>(List.of(STEM));
    members.addAll(List.of(behindStem));
    members.addAll(List.of(pool(), linear()));
    Set<String> off = new HashSet<>(switchedOff);
    off.add(FuseElementwise.NAME);
    return new Compiler(off, StageListener.none())
        .compile(network(members.toArray(Unit[]::new)), new Diagnostics())
        .orElseThrow();
  }

  private static PlannedNetwork compile(Unit... members) {
    return compile(Set.of(), members);
  }

  /** What adds to gradients, in order: the nodes and what each adds to. */
  private static List<String> sums(PlannedNetwork planned) {
    return planned.training().backward().stream()
        .filter(node -> node.op() instanceof Conv2dInputGradSum || node.op() instanceof Add)
        .map(node -> node.name() + " " + writers(node, planned))
        .toList();
  }

  private static List<String> writers(Node node, PlannedNetwork planned) {
    Links links = new Links(planned.training().order());
    return (node.op() instanceof Add ? node.inputs() : node.inputs().subList(2, 3))
        .stream().map(value -> links.producer(value).orElseThrow().name()).toList();
  }

  private static void assertInPlace(int expected, PlannedNetwork planned) {
    MemoryPlan plan = planned.trainingPlan();
    List<Node> adding =
        planned.training().backward().stream()
            .filter(node -> node.op() instanceof Conv2dInputGradSum)
            .toList();
    assertEquals(expected, adding.size());
    for (Node node : adding) {
      assertEquals(plan.offset(node.input(2)), plan.offset(node.output()), node.name());
    }
  }

  private static void assertNothingAdded(Unit... members) {
    PlannedNetwork planned = compile(members);
    assertInPlace(0, planned);
    assertEquals(sums(compile(Set.of(AccumulateGradients.NAME), members)), sums(planned));
  }

  @Test
  void aGradientIsAddedToTheOneBeforeIt() {
    PlannedNetwork planned = compile(concat(conv("one", 4, 1, 1), conv("three", 4, 3, 1)));
    assertEquals(List.of("one.inputGrad [three.inputGrad]"), sums(planned));
    assertInPlace(1, planned);
  }

  @Test
  void severalAreAddedOneAfterTheOther() {
    PlannedNetwork planned =
        compile(
            concat(conv("a", 4, 1, 1), conv("b", 4, 1, 1), conv("c", 4, 1, 1), conv("d", 4, 3, 1)));
    assertEquals(
        List.of(
            "c.inputGrad [d.inputGrad]", "b.inputGrad [c.inputGrad]", "a.inputGrad [b.inputGrad]"),
        sums(planned));
    assertInPlace(3, planned);
  }

  @Test
  void theFirstIsWrittenWhereThereIsNothingElse() {
    PlannedNetwork planned = compile(add(conv("left", 4, 1, 1), conv("right", 4, 1, 1)));
    assertEquals(List.of("left.inputGrad [right.inputGrad]"), sums(planned));
    assertInPlace(1, planned);
    List<String> written =
        planned.training().backward().stream()
            .filter(node -> node.op() instanceof Conv2dInputGrad)
            .map(Node::name)
            .toList();
    assertEquals(List.of("right.inputGrad"), written);
  }

  @Test
  void otherTermsAreAddedFirst() {
    PlannedNetwork planned =
        compile(
            concat(
                conv("one", 4, 1, 1), conv("three", 4, 3, 1), inline(norm("norm"), relu("relu"))));
    assertEquals(
        List.of("one.gradientSum [norm.grad, three.inputGrad]", "one.inputGrad [one.gradientSum]"),
        sums(planned));
    assertInPlace(1, planned);
  }

  @Test
  void aGradientWaitsForWhatItIsAddedTo() {
    PlannedNetwork planned = compile(concat(conv("three", 4, 3, 1), conv("one", 4, 1, 1)));
    assertEquals(List.of("one.inputGrad [three.inputGrad]"), sums(planned));
    assertInPlace(1, planned);
  }

  @Test
  void noneWaitsThatWouldKeepMore() {
    PlannedNetwork planned =
        compile(concat(conv("three", 4, 3, 1), conv("wide", 32, 1, 1), conv("one", 4, 1, 1)));
    assertEquals(
        List.of(
            "three.gradientSum [wide.inputGrad, three.inputGrad]",
            "one.inputGrad [three.gradientSum]"),
        sums(planned));
    assertInPlace(1, planned);
    assertNothingAdded(concat(conv("three", 4, 3, 1), conv("wide", 32, 1, 1)));
  }

  /** As in a residual sum, whose own gradient is the shortcut's. */
  @Test
  void whatAShortcutBringsIsAddedTo() {
    Unit block = add(inline(conv("in", 4, 1, 1), relu("relu"), conv("out", 8, 3, 1)), inline());
    PlannedNetwork planned = compile(relu("before"), block, relu("after"));
    assertEquals(List.of("in.inputGrad [add.grad]"), sums(planned));
    assertInPlace(1, planned);
  }

  @Test
  void othersThanPointwiseConvolutionsAreNotAdded() {
    assertNothingAdded(concat(conv("three", 4, 3, 1), conv("other", 4, 3, 1)));
    assertNothingAdded(concat(conv("strided", 4, 1, 2), conv("other", 4, 3, 2)));
    assertNothingAdded(concat(conv("grouped", 4, 1, 1, 2), conv("other", 4, 3, 1)));
    assertNothingAdded(concat(norm("norm"), inline(relu("relu"), norm("other"))));
  }

  /** The whole gradient, which is not a sum, goes to the convolution alone. */
  @Test
  void aMapOfOneReaderNeedsNoSum() {
    assertNothingAdded(conv("one", 4, 1, 1), maxPool("max", 2, 2));
  }

  /** The gradient of the outer sum is also the left branch's, whose turn comes last. */
  @Test
  void aTermThatIsReadAfterTheSumKeepsItsPlace() {
    Unit right = inline(relu("relu"), add(inline(), conv("pixel", 8, 1, 1)));
    assertNothingAdded(add(conv("left", 8, 3, 1), right));
  }

  @Test
  void noMoreMemoryIsTaken() {
    Unit[] members = {
      concat(conv("three", 4, 3, 1), conv("one", 4, 1, 1), inline(norm("norm"), relu("relu"))),
      add(conv("a", 12, 1, 1), inline(conv("b", 2, 1, 1), conv("c", 12, 3, 1))),
      relu("end")
    };
    long with = compile(members).trainingPlan().activations();
    long without = compile(Set.of(AccumulateGradients.NAME), members).trainingPlan().activations();
    assertTrue(with <= without, with + " > " + without);
  }
}
