package dev.lamina.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.ShapedGraph;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.tree.NetworkTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every built-in block, written out with user blocks, is the same graph but for its names. */
class HandWrittenBlocksTest {

  private static final String STEM = "@Conv(filters = 16, kernel = 3) Layer stem();";
  private static final String END = "@GlobalAvgPool Layer pool(); @Linear Layer classifier();";

  @Test
  void residual() {
    assertSameGraph(
        "@Residual(filters = 32, blocks = 2, stride = 2) Layer stage();",
        "First first(); Next next();",
        "@Sequential interface First { FirstSum sum(); @Activation Layer activation(); }",
        "@Parallel(join = ADD) interface FirstSum { FirstBody body();",
        "  @Conv(filters = 32, kernel = 1, stride = 2, bias = true) Layer shortcut(); }",
        "@Sequential interface FirstBody {",
        "  @Conv(filters = 32, kernel = 3, stride = 2) @BatchNorm @Activation Layer conv1();",
        "  @Conv(filters = 32, kernel = 3) @BatchNorm Layer conv2(); }",
        "@Sequential interface Next { NextSum sum(); @Activation Layer activation(); }",
        "@Parallel(join = ADD) interface NextSum { NextBody body();",
        "  @Activation(IDENTITY) Layer shortcut(); }",
        "@Sequential interface NextBody {",
        "  @Conv(filters = SAME, kernel = 3) @BatchNorm @Activation Layer conv1();",
        "  @Conv(filters = SAME, kernel = 3) @BatchNorm Layer conv2(); }");
  }

  @Test
  void preActivationResidual() {
    assertSameGraph(
        "@Residual(filters = 32, blocks = 2, stride = 2, preAct = true) Layer stage();",
        "First first(); Next next();",
        "@Parallel(join = ADD) interface First { FirstBody body(); FirstShortcut shortcut(); }",
        "@Sequential interface FirstBody { @BatchNorm @Activation Layer norm1();",
        "  @Conv(filters = 32, kernel = 3, stride = 2) @BatchNorm @Activation Layer conv1();",
        "  @Conv(filters = 32, kernel = 3) Layer conv2(); }",
        "@Sequential interface FirstShortcut { @BatchNorm @Activation Layer norm();",
        "  @Conv(filters = 32, kernel = 1, stride = 2) Layer conv(); }",
        "@Parallel(join = ADD) interface Next { NextBody body();",
        "  @Activation(IDENTITY) Layer shortcut(); }",
        "@Sequential interface NextBody { @BatchNorm @Activation Layer norm1();",
        "  @Conv(filters = 32, kernel = 3) @BatchNorm @Activation Layer conv1();",
        "  @Conv(filters = 32, kernel = 3) Layer conv2(); }");
  }

  @Test
  void groupedResidual() {
    assertSameGraph(
        "@Residual(filters = 128) @Grouped(cardinality = 4, baseWidth = 8, widen = 2)"
            + " Layer stage();",
        "Bottleneck block();",
        "@Sequential interface Bottleneck { Sum sum(); @Activation Layer activation(); }",
        "@Parallel(join = ADD) interface Sum { Body body();",
        "  @Conv(filters = 128, kernel = 1) @BatchNorm Layer shortcut(); }",
        "@Sequential interface Body {",
        "  @Conv(filters = 32, kernel = 1) @BatchNorm @Activation Layer reduce();",
        "  @Conv(filters = 32, kernel = 3, groups = 4) @BatchNorm @Activation Layer grouped();",
        "  @Conv(filters = 128, kernel = 1) @BatchNorm Layer expand(); }");
  }

  @Test
  void inception() {
    assertSameGraph(
        "@Inception(reduce3x3 = 8, reduce5x5 = 4, out1x1 = 6, out3x3 = 10, out5x5 = 5, outPool = 3)"
            + " Layer mixed();",
        "Mixed mixed();",
        "@Parallel(join = CONCAT) interface Mixed {",
        "  @Conv(filters = 6, kernel = 1, bias = true) @BatchNorm @Activation Layer one();",
        "  Three three(); Five five(); Pooled pooled(); }",
        "@Sequential interface Three {",
        "  @Conv(filters = 8, kernel = 1, bias = true) @BatchNorm @Activation Layer reduce();",
        "  @Conv(filters = 10, kernel = 3, bias = true) @BatchNorm @Activation Layer conv(); }",
        "@Sequential interface Five {",
        "  @Conv(filters = 4, kernel = 1, bias = true) @BatchNorm @Activation Layer reduce();",
        "  @Conv(filters = 5, kernel = 5, bias = true) @BatchNorm @Activation Layer conv(); }",
        "@Sequential interface Pooled {",
        "  @MaxPool(kernel = 3, stride = 1, padding = 1) Layer pool();",
        "  @Conv(filters = 3, kernel = 1, bias = true) @BatchNorm @Activation Layer conv(); }");
  }

  @Test
  void dense() {
    assertSameGraph(
        "@Dense(layers = 3, growth = 4, bottleneck = 2) Layer dense();",
        "@Repeat(3) Grow grow();",
        "@Parallel(join = CONCAT) interface Grow { Body body();",
        "  @Activation(IDENTITY) Layer before(); }",
        "@Sequential interface Body { @BatchNorm @Activation Layer norm();",
        "  @Conv(filters = 8, kernel = 1) @BatchNorm @Activation Layer reduce();",
        "  @Conv(filters = 4, kernel = 3) Layer conv(); }");
  }

  @Test
  void transition() {
    assertSameGraph(
        "@Transition(compression = 0.5) Layer shrink();",
        "Shrink shrink();",
        "@Sequential interface Shrink { @BatchNorm @Activation Layer norm();",
        "  @Conv(filters = 8, kernel = 1) Layer conv();",
        "  @AvgPool(kernel = 2) Layer pool(); }");
  }

  private static void assertSameGraph(String builtIn, String byHand, String... blocks) {
    assertEquals(graph(builtIn), graph(byHand, blocks));
  }

  private static String graph(String members, String... blocks) {
    String network =
        "@Network(input = @Input(channels = 3, height = 32, width = 32), classes = 10)"
            + " interface Net { "
            + STEM
            + members
            + END
            + " }";
    NetworkTree tree =
        Declarations.trees(Declarations.source("Net", network + "\n" + String.join("\n", blocks)))
            .get("Net");
    return withoutNames(Declarations.plan(tree).model());
  }

  /** Nodes with values numbered by first appearance. */
  private static String withoutNames(ShapedGraph graph) {
    Map<Value, Integer> numbers = new HashMap<>();
    return graph.nodes().stream()
        .map(node -> line(node, numbers))
        .collect(Collectors.joining("\n"));
  }

  private static String line(Node node, Map<Value, Integer> numbers) {
    return node.op() + " " + values(node.inputs(), numbers) + values(node.outputs(), numbers);
  }

  private static String values(List<Value> values, Map<Value, Integer> numbers) {
    return values.stream()
        .map(
            v ->
                numbers.computeIfAbsent(v, n -> numbers.size()) + ":" + v.space() + ":" + v.shape())
        .toList()
        .toString();
  }
}
