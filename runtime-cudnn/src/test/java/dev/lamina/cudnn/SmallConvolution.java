package dev.lamina.cudnn;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.Window;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * A convolution and a linear layer, bound and fed: enough to make use of all four libraries. Their
 * inputs are ones.
 */
final class SmallConvolution implements AutoCloseable {
  /** Ones under a window of 3x3 with 4 channels, on a pixel that is not at the border. */
  static final float INNER = 36;

  private static final Conv2d OP = new Conv2d(8, new Window(3, 1, 1), 1, false);

  private final Device device;
  private final Kernel kernel;
  private final Kernel linear;
  private final Tensor x;
  private final Tensor weight;
  private final Tensor y;

  private SmallConvolution(Device device) {
    this.device = device;
    x = ones(Space.ACTIVATION, new Shape(List.of(4, 5, 5)), 2);
    weight = ones(Space.PARAMETER, new Shape(List.of(8, 4, 3, 3)), 1);
    y = ones(Space.ACTIVATION, new Shape(List.of(8, 5, 5)), 2);
    kernel = device.bind(new Binding("stem", OP, List.of(x, weight), List.of(y)));
    Tensor features = ones(Space.ACTIVATION, new Shape(List.of(4)), 2);
    Tensor matrix = ones(Space.PARAMETER, new Shape(List.of(3, 4)), 1);
    Tensor logits = ones(Space.ACTIVATION, new Shape(List.of(3)), 2);
    Linear last = new Linear(3, false);
    linear =
        device.bind(new Binding("classifier", last, List.of(features, matrix), List.of(logits)));
  }

  /** Opens a device for it, which is closed with it, and also if something fails. */
  static SmallConvolution open() {
    return open(DeviceOptions.defaults());
  }

  /** As {@link #open()}, with other options. */
  static SmallConvolution open(DeviceOptions options) {
    Device device = new CudnnProvider().open(options);
    try {
      return new SmallConvolution(device);
    } catch (RuntimeException | Error e) {
      device.close();
      throw e;
    }
  }

  private Tensor ones(Space space, Shape shape, int batch) {
    Buffer buffer = device.allocate(space, batch * shape.elements(), "map of ones");
    FloatBuffer values = FloatBuffer.allocate((int) buffer.length());
    while (values.hasRemaining()) {
      values.put(1);
    }
    buffer.write(0, values.flip());
    return new Tensor(buffer, 0, space, shape, batch);
  }

  Device device() {
    return device;
  }

  /** What the convolution is run by. */
  String implementation() {
    return kernel.implementation();
  }

  /** Binds the same convolution for the first image alone, which is another layer. */
  void bindAnother() {
    Tensor from = new Tensor(x.buffer(), 0, x.space(), x.shape(), 1);
    Tensor to = new Tensor(y.buffer(), 0, y.space(), y.shape(), 1);
    device.bind(new Binding("late", OP, List.of(from, weight), List.of(to)));
  }

  /** Enqueues both. */
  void run() {
    kernel.run();
    linear.run();
  }

  /** The convolution's pixel that is not at a border; waits for it. */
  float inner() {
    FloatBuffer values = FloatBuffer.allocate((int) y.elements());
    y.buffer().read(0, values);
    return values.get((2 * 5 + 2) * 8);
  }

  @Override
  public void close() {
    device.close();
  }
}
