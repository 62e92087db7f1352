package dev.lamina.runtime.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lamina.graph.ir.Initializer;
import dev.lamina.graph.ir.Shape;
import org.junit.jupiter.api.Test;

class ParameterSpecTest {

  private static ParameterSpec at(long offset, int... dims) {
    return new ParameterSpec("p" + offset, Shape.of(dims), new Initializer.Constant(0), offset);
  }

  @Test
  void neighboursAreOneThatIsLongerInItsFirstDimension() {
    ParameterSpec whole = at(32, 2, 5, 3, 3).followedBy(at(122, 4, 5, 3, 3));
    assertEquals(Shape.of(6, 5, 3, 3), whole.shape());
    assertEquals(32, whole.offset());
  }

  @Test
  void threeNeighboursAreOneToo() {
    ParameterSpec whole = at(0, 3).followedBy(at(3, 4)).followedBy(at(7, 5));
    assertEquals(Shape.of(12), whole.shape());
  }

  @Test
  void whatLiesApartIsNotOne() {
    ParameterSpec first = at(0, 3);
    assertThrows(IllegalArgumentException.class, () -> first.followedBy(at(16, 4)));
  }

  @Test
  void otherShapesDoNotContinueEachOther() {
    ParameterSpec first = at(0, 2, 5);
    assertThrows(IllegalArgumentException.class, () -> first.followedBy(at(10, 2, 4)));
    assertThrows(IllegalArgumentException.class, () -> first.followedBy(at(10, 2)));
  }
}
