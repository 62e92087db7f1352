package dev.lamina.graph.differentiate;

import static dev.lamina.graph.Trees.conv;
import static dev.lamina.graph.Trees.leaf;
import static dev.lamina.graph.Trees.linear;
import static dev.lamina.graph.Trees.maxPool;
import static dev.lamina.graph.Trees.network;
import static dev.lamina.graph.Trees.pool;
import static dev.lamina.graph.Trees.residual;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.ShapedGraph;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.TrainingGraph;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.ChannelShuffle;
import dev.lamina.graph.op.Conv2dInputGrad;
import dev.lamina.graph.shape.ShapeInference;
import dev.lamina.graph.tree.Layer;
import dev.lamina.graph.tree.Unit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DifferentiationTest {

  private static TrainingGraph differentiate(Unit... members) {
    ShapedGraph model = ShapeInference.infer(network(members), new Diagnostics()).orElseThrow();
    return Differentiation.differentiate(model, 0);
  }

  @Test
  void everyParametersGradientIsWrittenExactlyOnce() {
    TrainingGraph graph =
        differentiate(conv("stem", 4, 3, 1), residual("block", 8, 2), pool(), linear());
    List<String> written =
        graph.backward().stream()
            .flatMap(node -> node.outputs().stream())
            .filter(value -> value.space() == Space.GRADIENT)
            .map(Value::name)
            .sorted()
            .toList();
    List<String> parameters =
        graph.model().parameters().stream().map(p -> p.name()).sorted().toList();
    assertEquals(parameters, written);
  }

  @Test
  void theGradientOfTheNetworksInputIsNeverComputed() {
    TrainingGraph graph =
        differentiate(
            maxPool("shrink", 2, 2),
            conv("stem", 4, 3, 1),
            conv("next", 4, 3, 1),
            pool(),
            linear());
    List<String> inputGradients =
        graph.backward().stream()
            .filter(node -> node.op() instanceof Conv2dInputGrad)
            .map(Node::name)
            .toList();
    assertEquals(List.of("next.inputGrad"), inputGradients);
    assertFalse(graph.backward().stream().anyMatch(node -> node.name().startsWith("shrink")));
  }

  @Test
  void theGradientsOfAValueThatIsReadTwiceAreSummed() {
    TrainingGraph graph =
        differentiate(conv("stem", 4, 3, 1), residual("block", 4, 1), pool(), linear());
    List<Node> sums = graph.backward().stream().filter(n -> n.op() instanceof Add).toList();
    assertEquals(1, sums.size());
    assertEquals("block.blockconv1.gradientSum", sums.get(0).name());
  }

  @Test
  void aShuffleIsUndoneByAShuffleOfAsManyGroupsAsAGroupHasChannels() {
    TrainingGraph graph =
        differentiate(
            conv("stem", 12, 3, 1), leaf("shuffle", new Layer.Shuffle(3)), pool(), linear());
    List<Node> shuffles =
        graph.backward().stream().filter(n -> n.op() instanceof ChannelShuffle).toList();
    assertEquals(List.of("shuffle.grad"), shuffles.stream().map(Node::name).toList());
    assertEquals(new ChannelShuffle(4), shuffles.get(0).op());
  }

  @Test
  void everyValueIsWrittenBeforeItIsReadAndOnce() {
    TrainingGraph graph =
        differentiate(
            conv("stem", 4, 3, 1),
            residual("a", 8, 2),
            leaf("drop", new Layer.Drop(0.5)),
            residual("b", 8, 1),
            pool(),
            linear());
    Set<Value> known = new HashSet<>();
    Stream.concat(graph.forward().stream(), graph.backward().stream())
        .forEach(
            node -> {
              node.inputs().stream()
                  .filter(v -> v.space() == Space.ACTIVATION || v.space() == Space.MASK)
                  .forEach(v -> assertEquals(true, known.contains(v), () -> node + " reads " + v));
              node.outputs().forEach(v -> assertEquals(true, known.add(v), () -> "twice: " + v));
            });
  }

  @Test
  void gradientsOfAValueThatIsReadTwiceAreNamedAfterItsReaders() {
    TrainingGraph graph =
        differentiate(conv("stem", 4, 3, 1), residual("block", 4, 1), pool(), linear());
    Node sum =
        graph.backward().stream().filter(n -> n.op() instanceof Add).findFirst().orElseThrow();
    assertEquals(
        List.of("block.add.gradient", "block.blockconv1.inputGradient"),
        sum.inputs().stream().map(Value::name).sorted().toList());
    assertEquals("stem.gradient", sum.output().name());
  }

  @Test
  void theLossIsNamedPastALayerOfThatName() {
    TrainingGraph graph =
        differentiate(conv("Loss", 4, 3, 1), conv("networkLoss", 4, 3, 1), pool(), linear());
    Node loss = graph.forward().get(graph.forward().size() - 1);
    assertEquals("networkNetworkLoss", loss.name());
    assertEquals("networkNetworkLoss", loss.site().member());
  }

  @Test
  void nodeNamesAreUnique() {
    TrainingGraph graph =
        differentiate(
            conv("stem", 4, 3, 1), residual("a", 8, 2), residual("b", 8, 1), pool(), linear());
    List<String> names =
        Stream.concat(graph.forward().stream(), graph.backward().stream()).map(Node::name).toList();
    assertEquals(names.size(), new HashSet<>(names).size());
  }
}
