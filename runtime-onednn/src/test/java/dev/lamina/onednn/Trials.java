package dev.lamina.onednn;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Op;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.OptionalInt;

/** Tensors of their own buffers on a oneDNN device, for single kernels. */
final class Trials implements AutoCloseable {
  private final OneDnnDevice device;

  Trials() {
    this(DataType.FLOAT32);
  }

  /** On a device whose feature maps and vectors have another precision. */
  Trials(DataType real) {
    this(real, OptionalInt.empty());
  }

  /** On a device of so many threads. */
  Trials(DataType real, OptionalInt threads) {
    device = new OneDnnDevice(threads, real);
  }

  OneDnnDevice device() {
    return device;
  }

  /** One value an example, or feature maps, with the given first values. */
  Tensor activation(int batch, Shape shape, float... values) {
    return tensor(Space.ACTIVATION, batch, shape, values);
  }

  Tensor parameter(Shape shape, float... values) {
    return tensor(Space.PARAMETER, 1, shape, values);
  }

  Tensor tensor(Space space, int batch, Shape shape, float... values) {
    Buffer buffer = device.allocate(space, batch * shape.elements(), "trial");
    Tensor tensor = new Tensor(buffer, 0, space, shape, batch);
    write(tensor, values);
    return tensor;
  }

  static void write(Tensor tensor, float... values) {
    if (values.length > 0) {
      tensor.buffer().write(tensor.offset(), FloatBuffer.wrap(values));
    }
  }

  static float[] values(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.elements())];
    tensor.buffer().read(tensor.offset(), FloatBuffer.wrap(values));
    return values;
  }

  Kernel bind(Op op, List<Tensor> inputs, List<Tensor> outputs) {
    return device.bind(new Binding("trial", op, inputs, outputs));
  }

  @Override
  public void close() {
    device.close();
  }
}
