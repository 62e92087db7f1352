package dev.lamina.runtime.export.onnx;

import dev.lamina.runtime.wire.ProtoWriter;

/** An attribute of a node: {@code AttributeProto} of ONNX's schema. */
final class OnnxAttribute {
  private static final int NAME = 1;
  private static final int FLOAT = 2;
  private static final int INT = 3;
  private static final int INTS = 8;
  private static final int TYPE = 20;
  private static final int TYPE_FLOAT = 1;
  private static final int TYPE_INT = 2;
  private static final int TYPE_INTS = 7;

  private final ProtoWriter proto;

  private OnnxAttribute(ProtoWriter proto) {
    this.proto = proto;
  }

  static OnnxAttribute of(String name, double value) {
    ProtoWriter proto = named(name, TYPE_FLOAT);
    return new OnnxAttribute(proto.float32(FLOAT, (float) value));
  }

  static OnnxAttribute of(String name, int value) {
    return new OnnxAttribute(named(name, TYPE_INT).varint(INT, value));
  }

  static OnnxAttribute of(String name, int[] values) {
    ProtoWriter proto = named(name, TYPE_INTS);
    for (int value : values) {
      proto.varint(INTS, value);
    }
    return new OnnxAttribute(proto);
  }

  private static ProtoWriter named(String name, int type) {
    return new ProtoWriter().string(NAME, name).varint(TYPE, type);
  }

  ProtoWriter toProto() {
    return proto;
  }
}
