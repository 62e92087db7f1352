package dev.lamina.runtime.log.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {

  @Test
  void endsAreRoundAndHoldAllValues() {
    Axis axis = Axis.of(List.of(0.0, 1.5875));
    assertEquals(0.5, axis.step());
    assertEquals(List.of(0.0, 0.5, 1.0, 1.5, 2.0), axis.ticks());
    assertEquals(0.25, axis.place(0.5));
  }

  @Test
  void aSingleValueStillMakesAnAxis() {
    Axis axis = Axis.of(List.of(0.5));
    assertEquals(true, axis.high() > axis.low());
    assertEquals(true, axis.place(0.5) >= 0 && axis.place(0.5) <= 1);
  }

  @Test
  void powersOfTenAreEvenlySpaced() {
    Axis axis = Axis.powersOfTen(List.of(0.1, 0.010000000000000002, 0.001));
    assertEquals(List.of(1e-3, 1e-2, 1e-1), axis.ticks());
    assertEquals(0.5, axis.place(0.01), 1e-12);
  }

  @Test
  void epochsBeginAtOne() {
    Axis axis = Axis.epochs(180);
    assertEquals(0, axis.place(1));
    assertEquals(1, axis.place(180));
    assertEquals(List.of(50.0, 100.0, 150.0), axis.ticks());
    assertEquals(List.of(1.0, 2.0, 3.0, 4.0, 5.0), Axis.epochs(5).ticks());
  }
}
