package dev.lamina.graph.diagram;

import static dev.lamina.graph.Trees.conv;
import static dev.lamina.graph.Trees.linear;
import static dev.lamina.graph.Trees.network;
import static dev.lamina.graph.Trees.pool;
import static dev.lamina.graph.Trees.relu;
import static dev.lamina.graph.Trees.residual;
import static dev.lamina.graph.Trees.sequence;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.diagram.Scene.Line;
import dev.lamina.graph.diagram.Scene.Style;
import dev.lamina.graph.plan.PlannedNetwork;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagramStructureTest {

  @Test
  void membersAreBoxesFromTopToBottomWithTheirCost() {
    Scene scene = Drawn.scene(network(sequence("stem", conv("c", 4, 3, 1)), pool(), linear()));
    assertEquals(List.of("stem", "pool", "classifier"), Drawn.texts(scene, Style.HEADING));
    assertEquals(3, scene.panels().size());
    assertTrue(
        scene.panels().get(0).rect().bottom() < scene.panels().get(1).rect().y(),
        "the stem is above the pool");
    // 4*3*9 weights at 64 pixels; 4*10 weights and 10 biases.
    assertTrue(
        Drawn.texts(scene, Style.QUIET)
            .containsAll(
                List.of(
                    "108 parameters · 6.91 k multiply-adds", "50 parameters · 40 multiply-adds")));
  }

  @Test
  void arrowsBetweenBoxesCarryTheShape() {
    Scene scene = Drawn.scene(network(conv("stem", 4, 3, 2), pool(), linear()));
    List<String> shapes = Drawn.texts(scene, Style.SHAPE);
    assertEquals(List.of("3 × 8 × 8", "4 × 4 × 4", "4", "10"), shapes.subList(1, shapes.size()));
  }

  @Test
  void aResidualBlockIsAChainAndADetour() {
    Scene scene =
        Drawn.scene(network(conv("stem", 4, 3, 1), residual("body", 4, 1), pool(), linear()));
    assertEquals(
        List.of(
            "3×3 conv, 4",
            "3×3 conv, 4",
            "norm + ReLU",
            "3×3 conv, 4",
            "norm",
            "add + ReLU",
            "global average pool",
            "linear, 10"),
        Drawn.layers(scene));
    // Five arrows between boxes, 1 + 1 + 1 into the single layers, 5 + the shortcut in the block.
    assertEquals(5 + 3 + 6, scene.lines().stream().filter(Line::arrow).count());
  }

  @Test
  void strideAndGroupsAreWrittenOnTheLayer() {
    Scene scene =
        Drawn.scene(
            network(
                conv("plain", 4, 3, 1),
                residual("down", 8, 2),
                conv("grouped", 8, 3, 1, 2),
                pool(),
                linear()));
    assertEquals(
        List.of("3×3 conv, 8, /2", "1×1 conv, 8, /2", "3×3 conv, 8, 2 groups"),
        Drawn.layers(scene).stream().filter(t -> t.matches(".*(/2|groups)")).toList());
    assertTrue(Drawn.texts(scene, Style.QUIET).contains("/2: stride 2"));
  }

  @Test
  void equalBlocksAreDrawnOnce() {
    Scene scene = Drawn.scene(Zoo.resNet());
    assertEquals(List.of("× 3", "× 2", "× 2"), Drawn.texts(scene, Style.BADGE));
    assertEquals(
        List.of("blocks 0 – 2", "block 0", "blocks 1, 2", "block 0", "blocks 1, 2"),
        Drawn.texts(scene, Style.SUBHEADING));
    assertEquals(3, scene.panels().stream().filter(Scene.Panel::repeated).count());
    assertEquals(5, Collections.frequency(Drawn.layers(scene), "add + ReLU"));
  }

  @Test
  void equalMembersAreDrawnOnce() {
    Scene scene = Drawn.scene(Zoo.googleNet());
    assertTrue(Drawn.texts(scene, Style.HEADING).contains("inception4b, inception4c"));
    assertEquals(List.of("× 2"), Drawn.texts(scene, Style.BADGE));
    assertEquals(4, Collections.frequency(Drawn.layers(scene), "concat"));
  }

  @Test
  void growingBlocksAreDrawnOnceWithTheirGrowth() {
    Scene scene = Drawn.scene(Zoo.denseNet());
    assertEquals(List.of("× 6", "× 6"), Drawn.texts(scene, Style.BADGE));
    assertTrue(
        Drawn.texts(scene, Style.QUIET)
            .containsAll(List.of("32 → 128 channels", "64 → 160 channels")));
    assertTrue(Drawn.texts(scene, Style.SHAPE).contains("128 × 32 × 32"));
    assertEquals(2, Collections.frequency(Drawn.layers(scene), "concat"));
  }

  @Test
  void repeatedPairsOfBlocksAreDrawnOnce() {
    Scene scene = Drawn.scene(Zoo.odd());
    assertEquals(List.of("× 3"), Drawn.texts(scene, Style.BADGE));
    assertEquals(List.of("conv0 – drop5", "conv0", "drop1"), Drawn.texts(scene, Style.SUBHEADING));
    assertEquals(1, Collections.frequency(Drawn.layers(scene), "dropout 0.1"));
  }

  @Test
  void blocksThatDifferInAnOpAreDrawnEach() {
    Scene scene =
        Drawn.scene(
            network(
                conv("stem", 4, 3, 1),
                Zoo.series(
                    "body",
                    3,
                    i ->
                        sequence(
                            String.valueOf(i), conv("c" + i, 4, i == 1 ? 5 : 3, 1), relu("r"))),
                pool(),
                linear()));
    assertEquals(List.of(), Drawn.texts(scene, Style.BADGE));
    assertEquals(List.of("block 0", "block 1", "block 2"), Drawn.texts(scene, Style.SUBHEADING));
  }

  @Test
  void hundredsOfDifferentBlocksAreDrawnInTime() {
    PlannedNetwork planned =
        Drawn.compile(
            network(
                Zoo.series(
                    "body",
                    300,
                    i ->
                        sequence(
                            String.valueOf(i), conv("a" + i, 4, 3, 1), conv("b" + i, 1 + i, 1, 1))),
                pool(),
                linear()));
    Scene scene = assertTimeout(Duration.ofSeconds(30), () -> NetworkDiagram.scene(planned));
    assertEquals(602, scene.nodes().size());
  }

  @Test
  void theLegendNamesTheKindsThatOccur() {
    Scene scene = Drawn.scene(network(conv("stem", 4, 3, 1), pool(), linear()));
    assertEquals(List.of("convolution", "pooling", "linear"), Drawn.texts(scene, Style.LEGEND));
    assertEquals(
        List.of("convolution", "norm", "activation", "pooling", "join", "linear", "other"),
        Drawn.texts(Drawn.scene(Zoo.odd()), Style.LEGEND));
  }

  @Test
  void longNamesAreShortened() {
    Scene scene = Drawn.scene(Zoo.odd());
    String title = Drawn.texts(scene, Style.HEADING).get(3);
    assertTrue(title.matches("aVery.*….*May"), title);
  }
}
