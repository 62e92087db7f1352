package dev.lamina.graph.shape;

import static dev.lamina.graph.Trees.add;
import static dev.lamina.graph.Trees.concat;
import static dev.lamina.graph.Trees.conv;
import static dev.lamina.graph.Trees.inline;
import static dev.lamina.graph.Trees.leaf;
import static dev.lamina.graph.Trees.linear;
import static dev.lamina.graph.Trees.maxPool;
import static dev.lamina.graph.Trees.network;
import static dev.lamina.graph.Trees.norm;
import static dev.lamina.graph.Trees.pool;
import static dev.lamina.graph.Trees.residual;
import static dev.lamina.graph.Trees.sequence;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.diagnostics.Diagnostic;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagnostics.Message;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Parameter;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.ShapedGraph;
import dev.lamina.graph.op.Window;
import dev.lamina.graph.tree.ChannelCount;
import dev.lamina.graph.tree.Layer;
import dev.lamina.graph.tree.NetworkTree;
import dev.lamina.graph.tree.Unit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShapeInferenceTest {

  private static ShapedGraph infer(NetworkTree tree) {
    Diagnostics diagnostics = new Diagnostics();
    return ShapeInference.infer(tree, diagnostics)
        .orElseThrow(() -> new AssertionError(diagnostics.all()));
  }

  private static List<Diagnostic> errors(NetworkTree tree) {
    Diagnostics diagnostics = new Diagnostics();
    assertTrue(ShapeInference.infer(tree, diagnostics).isEmpty(), "a wrong network has no graph");
    return diagnostics.all();
  }

  private static void assertOneError(NetworkTree tree, String where, String text) {
    List<Diagnostic> errors = errors(tree);
    assertEquals(1, errors.size(), errors::toString);
    assertEquals(text, errors.get(0).text());
    assertEquals(where, errors.get(0).origin().describe());
  }

  private static Shape output(ShapedGraph graph, String name) {
    return graph.nodes().stream()
        .filter(node -> node.name().equals(name))
        .map(node -> node.output().shape())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void stridesAndPaddingSetTheSizeOfNonSquareMaps() {
    ShapedGraph graph =
        infer(
            network(
                Shape.of(3, 9, 14), conv("conv", 4, 3, 2), maxPool("max", 2, 2), pool(), linear()));
    assertEquals(Shape.of(4, 5, 7), output(graph, "conv"));
    assertEquals(Shape.of(4, 2, 3), output(graph, "max"));
    assertEquals(Shape.of(4), output(graph, "pool"));
  }

  @Test
  void theShortcutIsTheIdentityOnlyWhereTheShapeStays() {
    ShapedGraph graph =
        infer(
            network(
                conv("stem", 4, 3, 1),
                residual("same", 4, 1),
                residual("strided", 4, 2),
                residual("wider", 8, 1),
                pool(),
                linear()));
    List<String> projections =
        graph.nodes().stream().map(Node::name).filter(n -> n.endsWith("shortcut")).toList();
    assertEquals(List.of("strided.stridedshortcut", "wider.widershortcut"), projections);
  }

  @Test
  void channelsCanFollowTheInput() {
    Window window = new Window(1, 1, 0);
    ShapedGraph graph =
        infer(
            network(
                conv("stem", 7, 3, 1),
                leaf("same", new Layer.Conv(new ChannelCount.Same(), window, 1, false)),
                leaf("half", new Layer.Conv(new ChannelCount.Fraction(0.5), window, 1, false)),
                pool(),
                linear()));
    assertEquals(7, output(graph, "same").channels());
    assertEquals(3, output(graph, "half").channels());
  }

  @Test
  void parametersHavePyTorchsShapesNamesAndFans() {
    ShapedGraph graph =
        infer(network(conv("stem", 8, 3, 1), conv("grouped", 4, 3, 1, 2), pool(), linear()));
    List<String> parameters =
        graph.parameters().stream().map(p -> p.name() + " " + p.value().shape()).toList();
    assertEquals(
        List.of(
            "stem.weight 8x3x3x3",
            "grouped.weight 4x4x3x3",
            "classifier.weight 10x4",
            "classifier.bias 10"),
        parameters);
    // Fan-out of the grouped weight is 4 * 9 whatever its groups: √2 / √36.
    Parameter grouped = graph.parameters().get(1);
    assertEquals("Normal[deviation=" + Math.sqrt(2) / 6 + "]", grouped.initializer().toString());
  }

  @Test
  void groupsThatDoNotDivideTheInput() {
    assertOneError(
        network(conv("stem", 64, 3, 1), conv("wide", 9, 3, 1, 3), pool(), linear()),
        "wide(groups)",
        "[LAM201] groups = 3 of wide does not divide its 64 input channels (from stem); the"
            + " nearest that do: 2 and 4");
  }

  @Test
  void groupsThatDoNotDivideTheFilters() {
    assertOneError(
        network(conv("stem", 6, 3, 1), conv("wide", 8, 3, 1, 6), pool(), linear()),
        "wide(groups)",
        "[LAM201] groups = 6 of wide does not divide its 8 filters; the nearest that do: 4 and"
            + " 8");
  }

  @Test
  void groupsOfAShuffleDivideItsChannels() {
    assertOneError(
        network(conv("stem", 24, 3, 1), leaf("shuffle", new Layer.Shuffle(9)), pool(), linear()),
        "shuffle(groups)",
        "[LAM201] groups = 9 of shuffle does not divide its 24 input channels (from stem); the"
            + " nearest that do: 8 and 12");
  }

  @Test
  void aShuffleNeedsAMap() {
    assertOneError(
        network(pool(), leaf("shuffle", new Layer.Shuffle(3)), linear()),
        "shuffle",
        "[LAM204] shuffle needs a feature map but gets a vector of 3 features; place it before the"
            + " global pooling");
  }

  @Test
  void kernelLargerThanTheInput() {
    assertOneError(
        network(Shape.of(3, 8, 4), maxPool("max", 5, 1), pool(), linear()),
        "max(kernel)",
        "[LAM202] kernel = 5 of max is larger than its input: 8x4 pixels with padding 0 make 4;"
            + " use a kernel of at most 4, or padding of at least 1");
  }

  @Test
  void mapThatShrinksToNothing() {
    assertOneError(
        network(
            conv("a", 4, 3, 2),
            sequence("b", maxPool("max", 4, 4)),
            maxPool("last", 2, 2),
            pool(),
            linear()),
        "last(kernel)",
        "[LAM203] nothing is left of the map at last: its kernel = 2 does not fit the 1x1 pixels"
            + " that come in (padding 0), after a (8x8 to 4x4), b.max (4x4 to 1x1); remove a"
            + " stride there, or pool globally earlier");
  }

  @Test
  void mapLayerAfterTheGlobalPooling() {
    assertOneError(
        network(conv("stem", 4, 3, 1), pool(), norm("late"), linear()),
        "late",
        "[LAM204] late needs a feature map but gets a vector of 4 features; place it before the"
            + " global pooling");
  }

  @Test
  void linearOverAMap() {
    assertOneError(
        network(conv("stem", 4, 3, 1), linear()),
        "classifier",
        "[LAM205] classifier needs a vector but gets a map of 4x8x8; put @GlobalAvgPool before it,"
            + " which leaves 4 features");
  }

  @Test
  void sumOfBranchesThatDiffer() {
    assertOneError(
        network(
            conv("stem", 4, 3, 1),
            add(conv("left", 8, 3, 2), sequence("right", conv("one", 8, 1, 1))),
            pool(),
            linear()),
        "add(join)",
        "[LAM206] the sum at add adds different shapes: left gives 8x4x4 (channels from left;"
            + " left (8x8 to 4x4)), right gives 8x8x8 (channels from right.one; no stride); give"
            + " both the same filters and strides");
  }

  @Test
  void concatenationOfMapsThatDifferInSize() {
    assertOneError(
        network(concat(conv("left", 8, 3, 2), conv("right", 4, 3, 1)), pool(), linear()),
        "concat(join)",
        "[LAM207] the concatenation at concat joins maps of different size: left gives 8x4x4 (left"
            + " (8x8 to 4x4)), right gives 4x8x8 (no stride); give both the same strides and"
            + " paddings");
  }

  @Test
  void lastLayerThatIsNoClassifier() {
    assertOneError(
        network(conv("stem", 4, 3, 1), pool()),
        "pool(units)",
        "[LAM208] the network has classes = 10 but its last layer pool gives 4 features; end with"
            + " @Linear, whose units are 10 by default");
  }

  @Test
  void aMapInThePlaceOfLogits() {
    assertOneError(
        network(conv("last", 10, 3, 1)),
        "last(units)",
        "[LAM208] the network has classes = 10 but its last layer last gives a map of 10x8x8; end"
            + " with @GlobalAvgPool and then @Linear, whose units are 10 by default");
  }

  @Test
  void compressionThatLeavesNoChannel() {
    Layer none = new Layer.Conv(new ChannelCount.Fraction(0.2), new Window(1, 1, 0), 1, false);
    assertOneError(
        network(conv("stem", 4, 3, 1), leaf("squeeze", none), pool(), linear()),
        "squeeze(filters)",
        "[LAM209] squeeze leaves no channel of the 4 that come in (from stem); use a larger"
            + " compression");
  }

  @Test
  void twoParametersOfOneName() {
    assertOneError(
        network(
            sequence("a", conv("conv", 4, 3, 1)),
            sequence("b", conv("conv", 4, 3, 1)),
            pool(),
            linear()),
        "conv",
        "[LAM210] the parameter of b.conv would be named conv.weight in weight files, as that of"
            + " a.conv is; give one of them another @StateDict");
  }

  @Test
  void valueThatIsTooLarge() {
    assertOneError(
        network(Shape.of(3, 8, 8), conv("stem", 1 << 21, 1, 1), pool(), linear()),
        "stem(filters)",
        "[LAM211] stem gives 2097152x8x8, which is 134217728 elements; at most 67108864 are possible: use"
            + " fewer channels, or strides before it");
  }

  @Test
  void independentErrorsAreAllReported() {
    List<Diagnostic> errors =
        errors(
            network(
                conv("stem", 8, 3, 1),
                conv("first", 8, 3, 1, 3),
                add(inline(conv("left", 8, 3, 1, 5)), inline(conv("right", 8, 3, 1))),
                pool(),
                linear()));
    assertEquals(
        List.of("first(groups)", "left(groups)"),
        errors.stream().map(e -> e.origin().describe()).toList());
  }

  /** 33 times 2^26 channels are more than an int holds. */
  @Test
  void aConcatenationOfMoreChannelsThanCanBeCountedIsTooLarge() {
    Unit[] branches =
        IntStream.rangeClosed(1, 33)
            .mapToObj(i -> conv("conv" + i, 1 << 26, 1, 1))
            .toArray(Unit[]::new);
    List<Diagnostic> errors =
        errors(network(Shape.of(1, 1, 1), concat(branches), pool(), linear()));
    assertEquals(List.of(Message.TOO_LARGE), errors.stream().map(Diagnostic::message).toList());
  }

  @Test
  void nothingIsSaidOfWhatFollowsFromASizeThatIsTooLarge() {
    assertOneError(
        network(conv("wide", 1 << 25, 1, 1), conv("next", 1 << 20, 1, 1), pool(), linear()),
        "wide(filters)",
        "[LAM211] wide.weight gives 33554432x3x1x1, which is 100663296 elements; at most 67108864"
            + " are possible: use fewer channels, or strides before it");
  }

  @Test
  void anImageMayBeTooLarge() {
    assertOneError(
        network(Shape.of(3, 32_768, 32_768), pool(), linear()),
        "Net(input)",
        "[LAM211] the input gives 3x32768x32768, which is 3221225472 elements; at most 67108864 are"
            + " possible: use smaller images");
  }

  /** Their arena is one vector, whose length is an int. */
  @Test
  void parametersMayBeTooManyInAll() {
    Unit[] layers =
        IntStream.rangeClosed(1, 17)
            .mapToObj(i -> conv("conv" + i, 8192, 1, 1))
            .toArray(Unit[]::new);
    assertOneError(
        network(Shape.of(8192, 1, 1), sequence("body", layers), pool(), linear()),
        "conv1(filters)",
        "[LAM212] the network would have 1140932618 parameters, and at most 1073741824 are possible;"
            + " 1140850688 of them are in body: use fewer channels there");
  }
}
