package dev.lamina.runtime.reference;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.Window;
import dev.lamina.runtime.device.Tensor;

/**
 * How a window slides over channels-last maps: what convolutions and pools have in common.
 *
 * @param batch number of examples
 * @param in shape of the map under the window
 * @param out shape of the map that the window's positions make
 * @param window kernel, stride and padding
 */
record WindowSweep(int batch, Shape in, Shape out, Window window) {

  /** What to do where a pixel of the window lies on a pixel of the map. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Visits the pixel number {@code tap} of the window, in row order.
     *
     * @param x index of the first channel of the pixel under the window
     * @param y index of the first channel of the window's position
     */
    void visit(int x, int y, int tap);
  }

  static WindowSweep of(Window window, Tensor in, Tensor out) {
    return new WindowSweep(in.batch(), in.shape(), out.shape(), window);
  }

  /** Visits all pixels of all windows, but those on the padding, in row order. */
  void run(Visitor visitor) {
    for (int n = 0; n < batch; n++) {
      for (int oy = 0; oy < out.height(); oy++) {
        for (int ox = 0; ox < out.width(); ox++) {
          sweepWindow(n, oy, ox, visitor);
        }
      }
    }
  }

  private void sweepWindow(int n, int oy, int ox, Visitor visitor) {
    int kernel = window.kernel();
    int top = oy * window.stride() - window.padding();
    int left = ox * window.stride() - window.padding();
    int y = ((n * out.height() + oy) * out.width() + ox) * out.channels();
    for (int ky = Math.max(0, -top); ky < Math.min(kernel, in.height() - top); ky++) {
      int row = (n * in.height() + top + ky) * in.width() + left;
      for (int kx = Math.max(0, -left); kx < Math.min(kernel, in.width() - left); kx++) {
        visitor.visit((row + kx) * in.channels(), y, ky * kernel + kx);
      }
    }
  }
}
