package dev.lamina.graph.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.graph.ir.Initializer;
import dev.lamina.graph.ir.Parameter;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArenaLayoutTest {

  private static Parameter parameter(int id, String name, int elements) {
    Value value = new Value(id, name, Space.PARAMETER, Shape.of(elements));
    return new Parameter(value, new Initializer.Constant(0), name);
  }

  private static final List<Parameter> PARAMETERS =
      List.of(
          parameter(0, "a", 3), parameter(1, "b", 20), parameter(2, "c", 5), parameter(3, "d", 1));

  @Test
  void everyParameterBeginsOnAMultipleOfSixteen() {
    assertEquals(
        new ArenaLayout(List.of(0L, 16L, 48L, 64L), 80), ArenaLayout.of(PARAMETERS, List.of()));
  }

  @Test
  void partsOfAWholeLieOneRightAfterTheOther() {
    List<List<String>> joined = List.of(List.of("a", "c"));
    assertEquals(
        new ArenaLayout(List.of(0L, 16L, 3L, 48L), 64), ArenaLayout.of(PARAMETERS, joined));
  }

  @Test
  void aWholeKeepsTheOrderOfItsPartsWhateverThatOfTheParameters() {
    List<List<String>> joined = List.of(List.of("d", "b"));
    assertEquals(
        new ArenaLayout(List.of(0L, 17L, 48L, 16L), 64), ArenaLayout.of(PARAMETERS, joined));
  }
}
