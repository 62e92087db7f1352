package dev.lamina.graph.rule;

import dev.lamina.graph.diagnostics.Message;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.Window;
import java.util.Optional;

/** Checks that ops over feature maps share. */
final class Maps {

  private Maps() {}

  /** Whether the input is a feature map; reports if not. */
  static boolean isMap(Shape input, Report report) {
    if (!input.isMap()) {
      report.here(Message.MAP_EXPECTED, report.path(), input.channels());
    }
    return input.isMap();
  }

  /**
   * The map with {@code channels} channels that a window leaves of a map; reports if nothing is
   * left.
   */
  static Optional<Shape> slide(Window window, int channels, Shape input, Report report) {
    int height = window.output(input.height());
    int width = window.output(input.width());
    if (height >= 1 && width >= 1) {
      return Optional.of(Shape.of(channels, height, width));
    }
    reportTooSmall(window, input, report);
    return Optional.empty();
  }

  private static void reportTooSmall(Window window, Shape input, Report report) {
    int side = Math.min(input.height(), input.width());
    int padded = side + 2 * window.padding();
    String map = input.height() + "x" + input.width();
    if (report.inputs().shrunkAt().isEmpty()) {
      report.at(
          "kernel",
          Message.KERNEL_LARGER_THAN_INPUT,
          window.kernel(),
          report.path(),
          map,
          window.padding(),
          padded,
          padded,
          (window.kernel() - side + 1) / 2);
    } else {
      report.at(
          "kernel",
          Message.MAP_SHRINKS_TO_NOTHING,
          report.path(),
          window.kernel(),
          map,
          window.padding(),
          report.inputs().shrinking());
    }
  }
}
