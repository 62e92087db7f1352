package dev.lamina.runtime.bench;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.Op;
import dev.lamina.graph.op.Window;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.profile.Cost;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** One op on memory of its own, which is released with {@link #close}. */
final class Trial implements AutoCloseable {
  /** A run of so many seconds can be timed well. */
  static final double LONG_SECONDS = 0.02;

  private static final int CHANNELS = 128;
  private static final int MAP = 16;
  private static final int KERNEL = 3;
  private static final int PIECE = 1 << 16;

  private final Device device;
  private final List<Tensor> tensors;
  private final Kernel kernel;
  private final double work;

  /** Binds an op; what it only reads is filled with random numbers. */
  private Trial(Device device, Binding binding, double work) {
    this.device = device;
    this.work = work;
    tensors =
        Stream.concat(binding.inputs().stream(), binding.outputs().stream()).distinct().toList();
    binding.inputs().stream()
        .filter(input -> !binding.outputs().contains(input))
        .forEach(Trial::fill);
    kernel = device.bind(binding);
  }

  private static Trial of(Device device, Op op, double work, Tensor x, Tensor y) {
    return new Trial(device, new Binding("trial", op, List.of(x), List.of(y)), work);
  }

  private static Trial of(Device device, Op op, double work, Tensor x, Tensor weight, Tensor y) {
    return new Trial(device, new Binding("trial", op, List.of(x, weight), List.of(y)), work);
  }

  /**
   * A convolution, a linear layer or a gradient of one, as it is bound elsewhere; operands that are
   * the same memory there are so here. Its work are multiplications and additions.
   */
  static Trial alike(Device device, Binding binding) {
    Map<Tensor, Tensor> own = new HashMap<>();
    Binding alike =
        new Binding(
            binding.name(),
            binding.op(),
            binding.inputs().stream().map(input -> alike(device, input, own)).toList(),
            binding.outputs().stream().map(output -> alike(device, output, own)).toList());
    return new Trial(device, alike, Cost.of(binding, device).flops());
  }

  private static Tensor alike(Device device, Tensor other, Map<Tensor, Tensor> own) {
    return own.computeIfAbsent(other, key -> tensor(device, key.space(), key.shape(), key.batch()));
  }

  /** A square matrix product; its work are multiplications and additions. */
  static Trial linear(Device device, int units) {
    Tensor x = tensor(device, Space.ACTIVATION, Shape.of(units), units);
    Tensor weight = tensor(device, Space.PARAMETER, Shape.of(units, units), 1);
    Tensor y = tensor(device, Space.ACTIVATION, Shape.of(units), units);
    return of(device, new Linear(units, false), 2.0 * units * units * units, x, weight, y);
  }

  /** A 3x3 convolution of 128 channels; its work are multiplications and additions. */
  static Trial convolution(Device device, int images) {
    Shape map = Shape.of(CHANNELS, MAP, MAP);
    Tensor x = tensor(device, Space.ACTIVATION, map, images);
    Tensor weight =
        tensor(device, Space.PARAMETER, Shape.of(CHANNELS, CHANNELS, KERNEL, KERNEL), 1);
    Tensor y = tensor(device, Space.ACTIVATION, map, images);
    Op op = new Conv2d(CHANNELS, new Window(KERNEL, 1, 1), 1, false);
    double work = 2.0 * y.elements() * CHANNELS * KERNEL * KERNEL;
    return of(device, op, work, x, weight, y);
  }

  /** A copy; its work are the bytes that are read and written. */
  static Trial copy(Device device, int elements) {
    Tensor x = tensor(device, Space.ACTIVATION, Shape.of(elements), 1);
    Tensor y = tensor(device, Space.ACTIVATION, Shape.of(elements), 1);
    double work = 2.0 * device.bytes(Space.ACTIVATION, elements);
    return of(device, new Activation(ActivationFunction.IDENTITY), work, x, y);
  }

  private static Tensor tensor(Device device, Space space, Shape shape, int batch) {
    Buffer buffer = device.allocate(space, batch * shape.elements(), "trial");
    return new Tensor(buffer, 0, space, shape, batch);
  }

  private static void fill(Tensor tensor) {
    Random random = new Random(1);
    FloatBuffer piece = FloatBuffer.allocate(PIECE);
    while (piece.hasRemaining()) {
      piece.put((float) random.nextGaussian());
    }
    for (long offset = 0; offset < tensor.elements(); offset += PIECE) {
      piece.rewind().limit((int) Math.min(PIECE, tensor.elements() - offset));
      tensor.buffer().write(offset, piece);
    }
  }

  /** What a run does, in the unit of the trial. */
  double work() {
    return work;
  }

  /** The time of the fastest run. */
  double seconds(KernelClock clock) {
    return clock.fastest(kernel);
  }

  @Override
  public void close() {
    Stream<Buffer> buffers = tensors.stream().map(Tensor::buffer);
    buffers.forEach(device::release);
  }
}
