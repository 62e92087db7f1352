package dev.lamina.onednn;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Window;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.OneDnnLibrary;

/**
 * Which of oneDNN's implementations computes a convolution, where the one that it proposes first
 * was measured to be slower than another on AVX-512 without AMX ({@code docs/performance.md}); on
 * other processors oneDNN's own order holds. A rule, not a measurement at the start, since results
 * should not differ from one start to the next.
 *
 * @param op the convolution
 * @param x what it reads: shape (C,H,W)
 * @param bfloat16 whether maps are bfloat16
 */
record ConvolutionCode(Conv2d op, Shape x, boolean bfloat16) {
  /** Channels in a vector of 512 bits. */
  private static final int BLOCK = 16;

  /** An image's channels: red, green, blue, and perhaps how opaque it is. */
  private static final int IMAGE_CHANNELS = 4;

  /** So many channels are too many for the small matrix products of a 1x1 convolution. */
  private static final int MANY_CHANNELS = 128;

  /** The same in weights, for its input gradient. */
  private static final int MANY_WEIGHTS = 2048;

  private static final int LARGE_KERNEL = 5;

  /** Pixels of a row that direct code computes at once: as many as there are registers for. */
  private static final int LONGEST_ROW = 28;

  /** Filters that are few for a matrix product. */
  private static final int FEW_FILTERS = 32;

  /** Values of an image's map, of which a batch leaves the caches of a core. */
  private static final int LARGE_MAP = 20 * 1024;

  /** The same for all caches. */
  private static final int HUGE_MAP = 80 * 1024;

  static ConvolutionCode of(Conv2d op, Shape x, DataType type) {
    return new ConvolutionCode(op, x, type == DataType.BFLOAT16);
  }

  /** For y. */
  Code forward() {
    if (channels() <= IMAGE_CHANNELS) {
      return direct(isAligned(op.filters()));
    }
    if (bfloat16) {
      return direct(isDirectInBfloat16());
    }
    return isPointwise() ? forwardPointwise() : direct(isDirectForward());
  }

  private boolean isDirectInBfloat16() {
    boolean fewOfMany = isPerPixel() && isFew() && channels() >= 4 * BLOCK;
    return (fewOfMany && isAligned(channels()))
        || isNarrow()
        || isOfLargeKernel()
        || isOfTwoBlocks()
        || (isAligned() && (isStrided() || isGrouped() || isWide()));
  }

  /** For y where it is added to what lies in its place. */
  Code added() {
    return bfloat16 && isPerPixel() && op.filters() <= MANY_CHANNELS ? Code.DIRECT : forward();
  }

  /** In float32. */
  private Code forwardPointwise() {
    boolean few = isPerPixel() && isFew();
    if (few && isVectorized() && x.elements() >= LARGE_MAP) {
      return Code.DIRECT;
    }
    boolean shortcut = isStrided() && isAligned() && channels() <= MANY_CHANNELS;
    return few || (shortcut && !isGrouped()) ? Code.GENERAL : Code.PROPOSED;
  }

  /** In float32. */
  private boolean isDirectForward() {
    return isNarrow() || isOfLargeKernel() || (isAligned() && isGroupedInBlocks() && !isStrided());
  }

  /**
   * Whether y is better computed as the input gradient of the mirrored convolution: direct code
   * divides long rows into equal parts there, and leaves a short, slow rest of them forward.
   */
  boolean isMirrored() {
    return !bfloat16
        && OneDnnLibrary.hasAvx512WithoutTiles()
        && op.window().equals(new Window(3, 1, 1))
        && isOfOneBlock()
        && channels() <= 2 * BLOCK
        && x.width() > LONGEST_ROW
        && !op.bias();
  }

  /** For dx. */
  Code inputGrad() {
    return direct(isDirectInputGrad());
  }

  private boolean isDirectInputGrad() {
    if (isAligned(channels()) && isOfFew(op.filters()) && !isPointwise() && !isGrouped()) {
      return true;
    }
    if (bfloat16 && isOfTwoBlocks()) {
      return true;
    }
    return isAligned()
        && (isStrided() || isGroupedInBlocks() || (bfloat16 ? isHeavy() : isExpanding()));
  }

  private static Code direct(boolean direct) {
    return direct ? Code.DIRECT : Code.PROPOSED;
  }

  /** For dweight. */
  WeightGradCode weightGrad() {
    return new WeightGradCode(op, x, bfloat16);
  }

  /**
   * Whether maps are to be described as blocks of 16 channels, which is the same memory where there
   * are 16: in bfloat16 the weight gradient is then computed by other, faster code.
   */
  boolean inBlocks() {
    return bfloat16
        && OneDnnLibrary.hasAvx512WithoutTiles()
        && channels() == BLOCK
        && op.filters() == BLOCK
        && !isPointwise()
        && !isGrouped();
  }

  private int channels() {
    return x.channels();
  }

  private boolean isWide() {
    return isPointwise() && channels() >= MANY_CHANNELS;
  }

  private boolean isHeavy() {
    return isPointwise() && channels() * op.filters() >= MANY_WEIGHTS;
  }

  /** Whether dy has few channels, and dx so many that it leaves the caches. */
  private boolean isExpanding() {
    return isPerPixel()
        && op.filters() == FEW_FILTERS
        && channels() < MANY_CHANNELS
        && x.elements() >= HUGE_MAP;
  }

  /** Whether there are too few filters for small matrix products. */
  private boolean isFew() {
    return op.filters() <= FEW_FILTERS && channels() <= 12 * BLOCK;
  }

  /** Whether code for 1x1 windows has no rest of channels that it computes one by one. */
  private boolean isVectorized() {
    return op.filters() >= BLOCK && op.filters() % (BLOCK / 2) == 0 && channels() >= 4 * BLOCK;
  }

  private boolean isOfFew(int filters) {
    return filters <= BLOCK || (!bfloat16 && filters <= 2 * BLOCK && channels() == BLOCK);
  }

  /** Whether rows are so short that direct code computes them at once. */
  private boolean isNarrow() {
    int longest = bfloat16 && channels() > BLOCK ? BLOCK / 2 : LONGEST_ROW;
    return isOfOneBlock() && x.width() <= longest;
  }

  private boolean isOfOneBlock() {
    return op.filters() == BLOCK
        && isAligned(channels())
        && !isPointwise()
        && !isStrided()
        && !isGrouped();
  }

  /** Whether windows of 3x3 read two vectors of channels, and more than one is written. */
  private boolean isOfTwoBlocks() {
    return channels() == 2 * BLOCK
        && op.window().equals(new Window(3, 1, 1))
        && op.filters() > BLOCK
        && isAligned(op.filters())
        && !isGrouped();
  }

  private boolean isOfLargeKernel() {
    return op.window().kernel() >= LARGE_KERNEL
        && isAligned(channels())
        && op.filters() <= FEW_FILTERS
        && !isGrouped();
  }

  private boolean isPointwise() {
    return op.window().kernel() == 1;
  }

  /** Whether every pixel of y depends on one of x, in order. */
  private boolean isPerPixel() {
    return op.isPerPixel();
  }

  private boolean isStrided() {
    return op.window().stride() > 1;
  }

  private boolean isGrouped() {
    return op.groups() > 1;
  }

  /** Whether groups are wide enough for vectors, in the precision in which that was measured. */
  private boolean isGroupedInBlocks() {
    return isGrouped() && (bfloat16 || channels() / op.groups() >= 2 * BLOCK);
  }

  /** Whether every group reads and writes whole blocks. */
  private boolean isAligned() {
    return isAligned(channels() / op.groups()) && isAligned(op.filters() / op.groups());
  }

  private static boolean isAligned(int channels) {
    return channels % BLOCK == 0;
  }
}
