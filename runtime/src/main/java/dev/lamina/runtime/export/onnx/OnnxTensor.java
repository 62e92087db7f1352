package dev.lamina.runtime.export.onnx;

import dev.lamina.runtime.weights.DType;
import dev.lamina.runtime.weights.Tensor;
import dev.lamina.runtime.wire.ProtoWriter;
import java.nio.ByteBuffer;
import java.util.List;

/** Values of ONNX's schema: constant tensors, and the types of inputs and outputs. */
final class OnnxTensor {
  private static final int FLOAT = 1;

  private OnnxTensor() {}

  /** {@code TensorProto}: a weight in float32, whatever the file had it in. */
  static ProtoWriter weight(String name, Tensor tensor) {
    Tensor floats =
        tensor.type() == DType.F32 ? tensor : Tensor.ofFloats(tensor.shape(), tensor.toFloats());
    ByteBuffer elements = floats.bytes();
    byte[] bytes = new byte[elements.remaining()];
    elements.get(bytes);
    return tensorProto(name, tensor.shape(), bytes);
  }

  /** {@code TensorProto}: a number. */
  static ProtoWriter scalar(Scalar scalar) {
    return weight(scalar.valueName(), Tensor.ofFloats(List.of(), scalar.value()));
  }

  private static ProtoWriter tensorProto(String name, List<Integer> shape, byte[] littleEndian) {
    ProtoWriter proto = new ProtoWriter();
    shape.forEach(dim -> proto.varint(/* dims */ 1, dim));
    return proto
        .varint(/* data_type */ 2, FLOAT)
        .string(/* name */ 8, name)
        .bytes(/* raw_data */ 9, littleEndian);
  }

  /** {@code ValueInfoProto}: a batch of any size. */
  static ProtoWriter batchOf(String name, List<Integer> shape) {
    ProtoWriter dims = new ProtoWriter();
    dims.message(/* dim */ 1, new ProtoWriter().string(/* dim_param */ 2, "batch"));
    for (int dim : shape) {
      dims.message(/* dim */ 1, new ProtoWriter().varint(/* dim_value */ 1, dim));
    }
    ProtoWriter tensor =
        new ProtoWriter().varint(/* elem_type */ 1, FLOAT).message(/* shape */ 2, dims);
    return new ProtoWriter()
        .string(/* name */ 1, name)
        .message(/* type */ 2, new ProtoWriter().message(/* tensor_type */ 1, tensor));
  }
}
