package dev.lamina.onednn;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Window;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.OneDnnLibrary;

/**
 * How a convolution's weight gradient is described to oneDNN, and which of its implementations
 * computes it: {@link ConvolutionCode} for the third of a convolution's passes, by rules that were
 * measured alike.
 *
 * @param op the convolution
 * @param x what it reads: shape (C,H,W)
 * @param bfloat16 whether maps are bfloat16
 */
record WeightGradCode(Conv2d op, Shape x, boolean bfloat16) {
  /** Channels in a vector of 512 bits. */
  private static final int BLOCK = 16;

  /** Filters that are few for a matrix product. */
  private static final int FEW_FILTERS = 32;

  /** So many weights are few for a matrix product, and twice as many are enough for one. */
  private static final int FEW_WEIGHTS = 4096;

  /** Values of an image's map, of which a product of few columns gains little by a second core. */
  private static final int LARGE_MAP = 64 * 1024;

  /** The same in pixels, whatever the columns. */
  private static final int MANY_PIXELS = 16 * 16;

  static WeightGradCode of(Conv2d op, Shape x, DataType type) {
    return new WeightGradCode(op, x, type == DataType.BFLOAT16);
  }

  /** As the convolution's. */
  Code convolution() {
    boolean product = isPerPixel() && (bfloat16 ? isOfManyWeights() : op.filters() >= FEW_FILTERS);
    return product ? Code.PRODUCT : Code.PROPOSED;
  }

  /**
   * Whether it is one large matrix product, on CPUs for which another code than proposed is taken.
   */
  boolean isProduct() {
    return OneDnnLibrary.hasAvx512WithoutTiles()
        && (isLinear() ? linear() : convolution()) == Code.PRODUCT;
  }

  private boolean isOfManyWeights() {
    return weights() >= 2 * FEW_WEIGHTS && x.pixels() <= MANY_PIXELS;
  }

  /** As that of a linear layer on every pixel. */
  Code linear() {
    return bfloat16 || op.filters() >= BLOCK ? Code.PRODUCT : Code.PROPOSED;
  }

  /**
   * Whether it is better computed as that of a linear layer on every pixel. In float32, oneDNN's
   * own weight gradient of 1x1 convolutions takes up to 10 times as long as the same matrix
   * product, the fewer the filters; in bfloat16 some gain as well.
   */
  boolean isLinear() {
    return isPerPixel() && op.filters() < channels() && (!bfloat16 || isProductInBfloat16());
  }

  private boolean isProductInBfloat16() {
    return OneDnnLibrary.hasAvx512WithoutTiles()
        && channels() >= 4 * BLOCK
        && (weights() <= FEW_WEIGHTS || x.elements() <= LARGE_MAP);
  }

  /**
   * Whether it is better computed as that of the convolution from y's channels to those of x, whose
   * windows are the same in the opposite order. Code works on vectors of filters, and on channels
   * one by one: so filters that leave vectors empty are better taken for channels.
   */
  boolean isExchanged() {
    return OneDnnLibrary.hasAvx512WithoutTiles()
        && isOfSameSize()
        && channels() % BLOCK == 0
        && leavesVectorsEmpty()
        && op.groups() == 1
        && !op.bias();
  }

  /** Whether maps keep their size, and windows have a pixel in their middle. */
  private boolean isOfSameSize() {
    int kernel = op.window().kernel();
    return kernel > 1 && kernel % 2 == 1 && op.window().equals(new Window(kernel, 1, kernel / 2));
  }

  /** Whether filters fill at most three quarters of their vectors. */
  private boolean leavesVectorsEmpty() {
    int vectors = (op.filters() + BLOCK - 1) / BLOCK;
    return op.filters() >= BLOCK / 2
        && op.filters() % (bfloat16 ? BLOCK / 4 : BLOCK / 2) == 0
        && 4 * op.filters() <= 3 * vectors * BLOCK;
  }

  private int channels() {
    return x.channels();
  }

  private int weights() {
    return channels() * op.filters();
  }

  /** Whether every pixel of y depends on one of x, in order. */
  private boolean isPerPixel() {
    return op.isPerPixel();
  }
}
