package dev.lamina.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.graph.ir.Node;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** What is emitted as one unit: its nodes must be neighbours, however blocks are composed. */
class EmittedUnitsTest {

  private static final JavaFileObject MIXED =
      Declarations.source(
          "Net",
          """
          @Sequential interface Tail {
            @Dense(layers = 2, growth = 4) Layer dense();
            @Conv(filters = 8, kernel = 1) Layer mix();
          }
          @Parallel(join = CONCAT) interface Branches {
            @Conv(filters = 8, kernel = 1) @BatchNorm Layer plain();
            @Residual(filters = 8, blocks = 2) Layer deep();
            Tail tail();
          }
          @Sequential interface Mixed {
            @Conv(filters = 8, kernel = 3) Layer before();
            @BatchNorm @Activation Branches first();
            @Repeat(2) @Dropout Layer between();
            Branches second();
            @Conv(filters = 8, kernel = 3) @BatchNorm Layer after();
          }
          @Network(input = @Input(channels = 3, height = 32, width = 32), classes = 10)
          interface Net {
            @Conv(filters = 8, kernel = 3) Layer stem();
            @Repeat(2) @BatchNorm @Activation Mixed mixed();
            @GlobalAvgPool Layer pool();
            @Linear Layer classifier();
          }
          """
              .split("\n", -1));

  @Test
  void nodesOfOneUnitAreNeighbours() {
    List<Node> nodes = Declarations.plan(Declarations.trees(MIXED).get("Net")).model().nodes();
    List<String> units = new ArrayList<>();
    for (Node node : nodes) {
      String unit = node.site().block();
      if (units.isEmpty() || !units.get(units.size() - 1).equals(unit)) {
        units.add(unit);
      }
    }
    assertEquals(units.stream().distinct().toList(), units);
  }

  @Test
  void everyNodeHasANameOfItsOwn() {
    List<String> names =
        Declarations.plan(Declarations.trees(MIXED).get("Net")).model().nodes().stream()
            .map(Node::name)
            .toList();
    assertEquals(names.stream().distinct().toList(), names);
  }

  @Test
  void theGeneratedClassCompiles() {
    assertThat(Declarations.compile(MIXED)).succeededWithoutWarnings();
  }
}
