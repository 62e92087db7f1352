package dev.lamina.runtime.device;

import dev.lamina.graph.ir.Space;

/** The kinds of elements that buffers hold. */
public enum ElementType {
  /** A real number in the device's own precision for that space: float64, float32 or bfloat16. */
  REAL,
  /** A 32-bit integer. */
  INT32,
  /** A byte, whose meaning is the device's own. */
  BYTE;

  /** What values of a space are made of. */
  public static ElementType of(Space space) {
    return switch (space) {
      case LABELS, RANDOM -> INT32;
      case MASK -> BYTE;
      default -> REAL;
    };
  }
}
