package dev.lamina.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lamina.graph.ir.Initializer;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiteralsTest {

  @Test
  void recordsBecomeCallsOfTheirConstructorsHoweverDeepTheyAre() {
    assertLiteral(
        "new dev.lamina.graph.op.Conv2dWeightGrad("
            + "new dev.lamina.graph.op.Conv2d("
            + "12_000, new dev.lamina.graph.op.Window(3, 2, 1), 4, true))",
        new Conv2dWeightGrad(new Conv2d(12_000, new Window(3, 2, 1), 4, true)));
    assertLiteral(
        "new dev.lamina.graph.op.Add(2, dev.lamina.graph.op.ActivationFunction.LEAKY_RELU)",
        new Add(2, ActivationFunction.LEAKY_RELU));
    assertLiteral("new dev.lamina.graph.ir.Initializer.Normal(0.1)", new Initializer.Normal(0.1));
  }

  @Test
  void shapesListsAndTextsHaveTheirOwnForms() {
    assertLiteral("dev.lamina.graph.ir.Shape.of(3, 8, 8)", Shape.of(3, 8, 8));
    assertLiteral("java.util.List.of(\"a\\\"b\", 7L)", List.of("a\"b", 7L));
  }

  @Test
  void doublesKeepEveryBit() {
    double third = 1.0 / 3;
    assertEquals(third, Double.parseDouble(Literals.of(third).flat().toString()), 0);
    assertLiteral("1.0E-5", 1e-5);
  }

  @Test
  void longOffsetsAreLongLiteralsOnlyWhereTheyMustBe() {
    assertEquals("2_147_483_647", Literals.integer(Integer.MAX_VALUE).flat().toString());
    assertEquals("2_147_483_648L", Literals.integer(1L << 31).flat().toString());
  }

  @Test
  void anythingElseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Literals.of(new Object()));
  }

  @Test
  void widthsCountSimpleNames() {
    Expr literal = Literals.of(new Window(3, 2, 1));
    assertEquals("new Window(3, 2, 1)".length(), literal.width());
  }

  private static void assertLiteral(String expected, Object value) {
    assertEquals(expected, Literals.of(value).flat().toString());
  }
}
