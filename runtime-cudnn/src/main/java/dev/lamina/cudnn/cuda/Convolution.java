package dev.lamina.cudnn.cuda;

import java.util.OptionalLong;
import jcuda.Pointer;

/** What the three ways of a convolution have in common: bound to shapes and memory. */
abstract class Convolution implements AlgorithmSource {
  final Dnn dnn;
  final ConvolutionDescriptors descriptors;
  private final ConvolutionGeometry geometry;
  private final ConvolutionOperands operands;
  private Algorithm algorithm = new Algorithm(-1, -1);
  private long scratch;

  Convolution(Dnn dnn, ConvolutionGeometry geometry, ConvolutionOperands operands) {
    this.dnn = dnn;
    this.geometry = geometry;
    this.operands = operands;
    descriptors = new ConvolutionDescriptors(dnn.descriptions(), geometry);
  }

  /** Settles how it runs. */
  final void choose() {
    algorithm = dnn.algorithms().choose(this, dnn.descriptions().type());
    scratch =
        scratchBytes(algorithm)
            .orElseThrow(() -> new CudaError(ranking(), "what it offers has no workspace size"));
  }

  /** {@code forward}, or what else is computed. */
  abstract String kind();

  @Override
  public final String key() {
    return kind() + " " + geometry.text();
  }

  @Override
  public final OptionalLong scratchBytes(Algorithm candidate) {
    descriptors.compute(candidate.math());
    long[] bytes = {0};
    int status = scratchBytes(candidate.number(), bytes);
    return status == CudnnStatus.SUCCESS ? OptionalLong.of(bytes[0]) : OptionalLong.empty();
  }

  abstract int scratchBytes(int number, long[] bytes);

  /** Bytes of scratch memory that it needs. */
  public final long scratchBytes() {
    return scratch;
  }

  /** The algorithm's name. */
  public final String algorithm() {
    return name(algorithm.number());
  }

  abstract String name(int number);

  /**
   * Enqueues it.
   *
   * @param space of {@link #scratchBytes} bytes
   */
  public final void run(Address space) {
    enqueue(algorithm.number(), space.pointer(), scratch);
  }

  @Override
  public final void run(Algorithm candidate, Address space, long bytes) {
    descriptors.compute(candidate.math());
    enqueue(candidate.number(), space.pointer(), bytes);
  }

  abstract void enqueue(int number, Pointer space, long bytes);

  final Pointer input() {
    return operands.input().pointer();
  }

  final Pointer filters() {
    return operands.filters().pointer();
  }

  final Pointer output() {
    return operands.output().pointer();
  }
}
