package dev.lamina.graph.summary;

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
import static dev.lamina.graph.Trees.relu;
import static dev.lamina.graph.Trees.sequence;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.Compiler;
import dev.lamina.graph.StageListener;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.tree.Layer;
import dev.lamina.graph.tree.NetworkTree;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayerTableTest {

  private static final NetworkTree TREE =
      network(
          sequence("stem", conv("conv", 4, 3, 2), norm("norm"), relu("activation")),
          sequence("mix", conv("conv2", 8, 3, 1, 2), maxPool("max", 2, 2)),
          pool(),
          linear());

  private static PlannedNetwork compile(NetworkTree tree) {
    return new Compiler(Set.of(), StageListener.none())
        .compile(tree, new Diagnostics())
        .orElseThrow();
  }

  @Test
  void eachForwardNodeIsARow() {
    LayerTable table = LayerTable.of(compile(TREE));
    assertEquals(
        List.of("stem.conv", "stem.norm", "mix.conv2", "mix.max", "pool", "classifier"),
        table.rows().stream().map(LayerRow::name).toList());
    assertEquals(
        List.of(
            "conv2d 3x3 stride 2 padding 1, 4 filters",
            "batchNorm+relu",
            "conv2d 3x3 stride 1 padding 1, 8 filters, 2 groups",
            "maxPool 2x2 stride 2 padding 0",
            "globalAvgPool",
            "linear 10 units"),
        table.rows().stream().map(LayerRow::kind).toList());
    assertEquals(Shape.of(4, 4, 4), table.rows().get(0).output());
  }

  @Test
  void aRowCountsItsParametersAndMultiplyAdds() {
    LayerRow conv = LayerTable.of(compile(TREE)).rows().get(2);
    assertEquals(List.of("conv2.weight"), conv.parameters());
    // 8 filters over 4/2 channels of a 3x3 window, at 16 pixels.
    assertEquals(8 * 2 * 9, conv.parameterCount());
    assertEquals(8 * 2 * 9 * 16, conv.multiplyAdds());
    assertEquals("mix", conv.block());
    assertEquals("conv2", conv.nameInBlock());
  }

  @Test
  void totalsAddUpTheRows() {
    LayerTable table = LayerTable.of(compile(TREE));
    // stem 4*3*9, norm 4+4, mix 8*2*9, classifier 8*10+10.
    assertEquals(108 + 8 + 144 + 90, table.parameterCount());
    assertEquals(108 * 16 + 144 * 16 + 80, table.multiplyAdds());
  }

  @Test
  void memoryIsThePlans() {
    PlannedNetwork planned = compile(TREE);
    LayerTable table = LayerTable.of(planned);
    assertEquals(planned.trainingPlan().masks(), table.training().masks());
    assertEquals(
        4 * planned.trainingPlan().activations() + planned.trainingPlan().masks(),
        table.training().bytesPerExample());
    assertEquals(0, table.inference().masks());
    assertTrue(table.inference().bytesPerExample() < table.training().bytesPerExample());
  }

  @Test
  void functionsAreNamedInLowerCase() {
    LayerTable table =
        LayerTable.of(
            compile(
                network(
                    sequence(
                        "body",
                        add(inline(conv("a", 4, 3, 1)), inline(conv("b", 4, 3, 1))),
                        relu("sumRelu"),
                        concat(
                            leaf("gelu", new Layer.Activate(ActivationFunction.GELU)),
                            leaf("drop", new Layer.Drop(0.5)))),
                    leaf("shuffle", new Layer.Shuffle(2)),
                    pool(),
                    linear())));
    assertEquals(
        List.of("add+relu", "gelu", "dropout 0.5", "concat", "channelShuffle 2 groups"),
        table.rows().stream().map(LayerRow::kind).skip(2).limit(5).toList());
  }

  @Test
  void textGroupsLayersByBlockAndAlignsColumns() {
    List<String> lines = SummaryText.of(LayerTable.of(compile(TREE))).lines().toList();
    assertEquals("Net: 3x8x8 -> 10 classes", lines.get(0));
    assertEquals("stem", lines.get(3));
    assertEquals(
        "  conv      conv2d 3x3 stride 2 padding 1, 4 filters             4x4x4         108"
            + "          1,728",
        lines.get(4));
    assertEquals("mix", lines.get(6));
    assertTrue(lines.get(9).startsWith("pool      "), lines.get(9));
    assertTrue(lines.get(2).endsWith("multiply-adds"));
    int end = lines.get(2).length();
    assertEquals(end, lines.get(4).length());
    assertEquals(end, lines.get(10).length());
  }

  @Test
  void textEndsWithTotals() {
    PlannedNetwork planned = compile(TREE);
    String text = SummaryText.of(LayerTable.of(planned));
    assertTrue(text.contains("\n350 parameters\n4,112 multiply-adds per image, forward\n"), text);
    long floats = planned.trainingPlan().activations();
    String training = String.format(Locale.ROOT, "%,d bytes of activations and", 4 * floats);
    assertTrue(text.contains("\n  training   " + training), text);
    assertTrue(text.endsWith(" bytes of activations\n"), text);
  }

  @Test
  void theShortTextHasALineForEachBlock() {
    List<String> lines = BlockText.of(LayerTable.of(compile(TREE))).lines().toList();
    assertEquals(
        List.of("block", "stem", "mix", "pool", "classifier", "total"),
        lines.stream().map(line -> line.split(" ", -1)[0]).toList());
    assertTrue(lines.get(1).contains(" conv2d, batchNorm   4x4x4 "), lines.get(1));
    assertTrue(lines.get(5).endsWith(" 350          4,112"), lines.get(5));
  }

  @Test
  void roughNumbersHaveThreeDigits() {
    assertEquals("999", Numbers.rough(999));
    assertEquals("1.00 k", Numbers.rough(1_000));
    assertEquals("10.0 k", Numbers.rough(9_996));
    assertEquals("272 k", Numbers.rough(272_378));
    assertEquals("1.00 M", Numbers.rough(999_600));
    assertEquals("5.39 G", Numbers.rough(5_387_000_000L));
  }
}
