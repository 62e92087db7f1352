package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.RealType;
import dev.lamina.graph.ir.Space;
import dev.lamina.runtime.device.ElementType;

/** How elements lie in the GPU's memory. */
enum StorageType {
  FLOAT32(ElementType.REAL, Float.BYTES),
  BFLOAT16(ElementType.REAL, Short.BYTES),
  INT32(ElementType.INT32, Integer.BYTES),
  BYTE(ElementType.BYTE, Byte.BYTES);

  private final ElementType element;
  private final int bytes;

  StorageType(ElementType element, int bytes) {
    this.element = element;
    this.bytes = bytes;
  }

  /** Of a space's values, where maps are of {@code type}; all other reals stay float32. */
  static StorageType of(Space space, RealType type) {
    return switch (ElementType.of(space)) {
      case INT32 -> INT32;
      case BYTE -> BYTE;
      case REAL -> isMap(space) && type == RealType.BFLOAT16 ? BFLOAT16 : FLOAT32;
    };
  }

  private static boolean isMap(Space space) {
    return space == Space.ACTIVATION || space == Space.INPUT;
  }

  /** What the host sees. */
  ElementType element() {
    return element;
  }

  /** Bytes of one. */
  int bytes() {
    return bytes;
  }
}
