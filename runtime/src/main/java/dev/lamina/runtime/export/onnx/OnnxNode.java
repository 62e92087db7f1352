package dev.lamina.runtime.export.onnx;

import dev.lamina.runtime.wire.ProtoWriter;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One operator of an ONNX graph, with one output of the same name.
 *
 * @param type ONNX's operator
 * @param name of the node and of what it computes
 * @param inputs names of other nodes, of weights or of constants
 * @param attributes whatever is not the operator's default
 */
record OnnxNode(String type, String name, List<String> inputs, List<OnnxAttribute> attributes) {
  private static final int INPUT = 1;
  private static final int OUTPUT = 2;
  private static final int NAME = 3;
  private static final int TYPE = 4;
  private static final int ATTRIBUTE = 5;

  static OnnxNode of(String type, String name, List<String> inputs, OnnxAttribute... attributes) {
    return new OnnxNode(type, name, List.copyOf(inputs), List.of(attributes));
  }

  /**
   * {@code NodeProto} of ONNX's schema.
   *
   * @param renamed what the values are called in the file
   */
  ProtoWriter toProto(UnaryOperator<String> renamed) {
    ProtoWriter proto = new ProtoWriter();
    inputs.forEach(input -> proto.string(INPUT, renamed.apply(input)));
    proto.string(OUTPUT, renamed.apply(name)).string(NAME, name).string(TYPE, type);
    attributes.forEach(attribute -> proto.message(ATTRIBUTE, attribute.toProto()));
    return proto;
  }
}
