package dev.lamina.runtime.reference;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Op;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Tensor;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;

/** Tensors with values that a person wrote down, on a reference device; maps in N, C, H, W. */
final class Bench implements AutoCloseable {
  private final ReferenceDevice device = new ReferenceDevice();

  /** A map of which {@code nchw} gives all values, or none for one that is to be computed. */
  Tensor map(int batch, int channels, int height, int width, double... nchw) {
    Tensor tensor = reals(Space.ACTIVATION, Shape.of(channels, height, width), batch);
    if (nchw.length > 0) {
      write(tensor, transposed(nchw, channels, height * width));
    }
    return tensor;
  }

  /** Vectors, one for each example. */
  Tensor vector(int batch, int features, double... values) {
    return filled(reals(Space.ACTIVATION, Shape.of(features), batch), values);
  }

  /** A parameter, statistic or the like, which has no batch. */
  Tensor whole(Shape shape, double... values) {
    return filled(reals(Space.PARAMETER, shape, 1), values);
  }

  Tensor integers(Space space, int batch, int... values) {
    Buffer buffer = device.allocate(space, values.length, "integers");
    buffer.write(0, IntBuffer.wrap(values));
    return new Tensor(buffer, 0, space, Shape.of(values.length / batch), batch);
  }

  Tensor mask(int batch, int bytes) {
    Buffer buffer = device.allocate(Space.MASK, (long) batch * bytes, "mask");
    return new Tensor(buffer, 0, Space.MASK, Shape.of(bytes), batch);
  }

  void run(Op op, List<Tensor> inputs, List<Tensor> outputs) {
    device.bind(new Binding("bench", op, inputs, outputs)).run();
  }

  /** All values; those of a map in N, C, H, W. */
  double[] values(Tensor tensor) {
    double[] values = new double[(int) tensor.elements()];
    tensor.buffer().read(tensor.offset(), DoubleBuffer.wrap(values));
    Shape shape = tensor.shape();
    return shape.isMap() ? transposed(values, shape.pixels(), shape.channels()) : values;
  }

  @Override
  public void close() {
    device.close();
  }

  private Tensor reals(Space space, Shape shape, int batch) {
    Buffer buffer = device.allocate(space, batch * shape.elements(), "reals");
    double[] garbage = new double[(int) buffer.length()];
    Arrays.fill(garbage, 1e9);
    buffer.write(0, DoubleBuffer.wrap(garbage));
    return new Tensor(buffer, 0, space, shape, batch);
  }

  private static Tensor filled(Tensor tensor, double[] values) {
    if (values.length > 0) {
      write(tensor, values);
    }
    return tensor;
  }

  private static void write(Tensor tensor, double[] values) {
    if (values.length != tensor.elements()) {
      throw new IllegalArgumentException(values.length + " values for " + tensor.shape());
    }
    tensor.buffer().write(tensor.offset(), DoubleBuffer.wrap(values));
  }

  /** Turns each example's matrix, given row by row. */
  private static double[] transposed(double[] values, int rows, int columns) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int row = i / columns;
      result[(row / rows * columns + i % columns) * rows + row % rows] = values[i];
    }
    return result;
  }
}
