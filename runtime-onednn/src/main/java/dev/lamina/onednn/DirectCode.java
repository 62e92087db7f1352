package dev.lamina.onednn;

import dev.lamina.graph.op.Conv2d;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.OneDnnLibrary;
import dev.lamina.onednn.primitive.PrimitiveDesc;
import java.util.function.Supplier;

/**
 * Which convolutions are computed by code that oneDNN generates for their very loops, {@code jit},
 * and not by the small matrix products that it proposes first, {@code brg}. The cases are those in
 * which {@code jit} was measured to be faster on AVX-512 without AMX ({@code docs/performance.md});
 * on other processors oneDNN's own order holds. A rule, not a measurement at the start, since
 * results should not differ from one start to the next.
 *
 * @param op the convolution
 * @param channels of its input
 * @param bfloat16 whether maps are bfloat16
 */
record DirectCode(Conv2d op, int channels, boolean bfloat16) {
  /** Channels in a vector of 512 bits. */
  private static final int BLOCK = 16;

  /** An image's channels: red, green, blue, and perhaps how opaque it is. */
  private static final int IMAGE_CHANNELS = 4;

  /** So many channels are too many for the matrix products of a 1x1 convolution. */
  private static final int MANY_CHANNELS = 128;

  /** The same in weights, for its input gradient. */
  private static final int MANY_WEIGHTS = 4096;

  private static final String IMPLEMENTATION = "jit";

  static DirectCode of(Conv2d op, int channels, DataType type) {
    return new DirectCode(op, channels, type == DataType.BFLOAT16);
  }

  /** For y. */
  boolean forward() {
    if (channels <= IMAGE_CHANNELS) {
      return isAligned(op.filters());
    }
    return bfloat16 && isAligned() && (isStrided() || isGrouped() || isWide());
  }

  /** For dx. */
  boolean inputGrad() {
    if (isAligned(channels) && op.filters() <= BLOCK && !isPointwise() && !isGrouped()) {
      return true;
    }
    return isAligned() && (isStrided() || (bfloat16 && (isGrouped() || isHeavy())));
  }

  /**
   * Whether maps are to be described as blocks of 16 channels, which is the same memory where there
   * are 16: in bfloat16 the weight gradient is then computed by other, faster code.
   */
  boolean inBlocks() {
    return bfloat16
        && OneDnnLibrary.hasAvx512WithoutTiles()
        && channels == BLOCK
        && op.filters() == BLOCK
        && !isPointwise()
        && !isGrouped();
  }

  private boolean isWide() {
    return isPointwise() && channels >= MANY_CHANNELS;
  }

  private boolean isHeavy() {
    return isPointwise() && channels * op.filters() >= MANY_WEIGHTS;
  }

  private boolean isPointwise() {
    return op.window().kernel() == 1;
  }

  private boolean isStrided() {
    return op.window().stride() > 1;
  }

  private boolean isGrouped() {
    return op.groups() > 1;
  }

  /** Whether every group reads and writes whole blocks. */
  private boolean isAligned() {
    return isAligned(channels / op.groups()) && isAligned(op.filters() / op.groups());
  }

  private static boolean isAligned(int channels) {
    return channels % BLOCK == 0;
  }

  /** The described operation by direct code if that is wanted and there is such code for it. */
  static PrimitiveDesc choose(boolean wanted, Supplier<PrimitiveDesc> description) {
    PrimitiveDesc first = description.get();
    return wanted && OneDnnLibrary.hasAvx512WithoutTiles()
        ? firstDirect(description.get(), isa(first), first)
        : first;
  }

  private static PrimitiveDesc firstDirect(
      PrimitiveDesc candidate, String isa, PrimitiveDesc otherwise) {
    do {
      String implementation = candidate.implementation();
      if (implementation.startsWith(IMPLEMENTATION) && isa(candidate).equals(isa)) {
        return candidate;
      }
    } while (candidate.advance());
    return otherwise;
  }

  /** The instructions that an implementation is made of, such as {@code avx512_core}. */
  private static String isa(PrimitiveDesc desc) {
    String implementation = desc.implementation();
    return implementation.substring(implementation.lastIndexOf(':') + 1);
  }
}
