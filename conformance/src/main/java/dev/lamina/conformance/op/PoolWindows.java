package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.Window;
import java.util.stream.Stream;

/** The maps and windows on which both kinds of pool are tried. */
final class PoolWindows {

  private PoolWindows() {}

  /** Makes a scenario of one pool. */
  @FunctionalInterface
  interface Maker {
    Scenario make(int batch, Shape in, Window window);
  }

  static Stream<Scenario> scenarios(Maker maker) {
    return Stream.of(
        maker.make(8, Shape.of(16, 8, 8), new Window(3, 1, 1)),
        maker.make(8, Shape.of(64, 8, 8), new Window(2, 2, 0)),
        maker.make(3, Shape.of(24, 16, 16), new Window(3, 2, 1)),
        maker.make(3, Shape.of(16, 7, 9), new Window(3, 2, 0)),
        maker.make(3, Shape.of(5, 9, 7), new Window(3, 3, 0)),
        maker.make(1, Shape.of(3, 6, 5), new Window(2, 1, 1)),
        maker.make(3, Shape.of(1, 11, 13), new Window(5, 1, 2)),
        maker.make(1, Shape.of(16, 10, 11), new Window(5, 3, 2)),
        maker.make(3, Shape.of(5, 4, 6), new Window(1, 1, 0)),
        maker.make(3, Shape.of(3, 5, 5), new Window(1, 2, 0)),
        maker.make(3, Shape.of(24, 8, 8), new Window(8, 8, 0)),
        maker.make(1, Shape.of(3, 1, 1), new Window(2, 1, 1)));
  }

  static Shape output(Shape in, Window window) {
    return Shape.of(in.channels(), window.output(in.height()), window.output(in.width()));
  }
}
