package dev.lamina.onednn;

import dev.lamina.graph.op.Window;
import dev.lamina.onednn.primitive.Geometry;
import dev.lamina.runtime.device.Tensor;

/** How windows move over maps, of convolutions and pools alike. */
final class Sweep {

  private Sweep() {}

  static Geometry of(Window window, Tensor x) {
    return Geometry.square(
        window.kernel(), window.stride(), window.padding(), x.shape().height(), x.shape().width());
  }
}
