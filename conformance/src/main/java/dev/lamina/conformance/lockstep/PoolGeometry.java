package dev.lamina.conformance.lockstep;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.Window;
import dev.lamina.runtime.device.Tensor;

/**
 * Which pixels lie under the window of a pool, in maps that are channels-last in memory.
 *
 * @param in shape of the map under the window
 * @param out shape of the map that the window's positions make
 * @param window kernel, stride and padding
 */
record PoolGeometry(Shape in, Shape out, Window window) {
  private static final int PADDING = -1;

  static PoolGeometry of(Window window, Tensor x, Tensor y) {
    return new PoolGeometry(x.shape(), y.shape(), window);
  }

  /**
   * For each output the first pixel of its window, counted in row order, that equals it.
   *
   * @throws IllegalStateException if there is none: then {@code y} is not the maximum of {@code x}
   */
  int[] positions(double[] x, double[] y) {
    int[] positions = new int[y.length];
    for (int i = 0; i < y.length; i++) {
      positions[i] = position(x, y[i], i);
    }
    return positions;
  }

  private int position(double[] x, double maximum, int output) {
    for (int tap = 0; tap < window.area(); tap++) {
      int source = source(output, tap);
      if (source != PADDING && x[source] == maximum) {
        return tap;
      }
    }
    throw new IllegalStateException("maximum " + maximum + " is not under its window");
  }

  /** The index in x of the pixel number {@code tap} of the window of an output. */
  int source(int output, int tap) {
    int channel = output % out.channels();
    int pixel = output / out.channels();
    int column = pixel % out.width() * window.stride() - window.padding() + tap % window.kernel();
    int line = pixel / out.width();
    int row = line % out.height() * window.stride() - window.padding() + tap / window.kernel();
    if (column < 0 || column >= in.width() || row < 0 || row >= in.height()) {
      return PADDING;
    }
    int image = line / out.height();
    return ((image * in.height() + row) * in.width() + column) * in.channels() + channel;
  }
}
