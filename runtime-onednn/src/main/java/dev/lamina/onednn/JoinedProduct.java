package dev.lamina.onednn;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.onednn.primitive.Argument;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.Geometry;
import dev.lamina.onednn.primitive.Memory;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.onednn.primitive.PrimitiveDesc;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A 1x1 convolution from maps side by side to a channels-last map, and its gradients. oneDNN has no
 * such convolution. But blocks of channels can be taken for the depth of a map of 16 channels, and
 * the convolution for one through that depth, which has no rest of it; or y is written in blocks,
 * too, and then rearranged, which is less to move where there are few filters. What is faster was
 * measured ({@code docs/performance.md}). The gradient of the weight is a matrix product for each
 * block.
 */
final class JoinedProduct {
  private static final int BLOCK = JoinedMaps.BLOCK;

  /** Blocks of channels that are too many for one sweep through the depth, in float32. */
  private static final int MANY_BLOCKS = 5;

  private final Conv2d op;
  private final JoinedMaps x;
  private final Tensor weight;
  private final int channels;
  private final Workbench bench;

  private JoinedProduct(Conv2d op, JoinedMaps x, Tensor weight, int channels, Workbench bench) {
    this.op = op;
    this.x = x;
    this.weight = weight;
    this.channels = channels;
    this.bench = bench;
  }

  /**
   * A convolution, or its gradients for a few maps at a time.
   *
   * @param maps how many, a divisor of all
   * @param weight of shape (filters,C,1,1)
   */
  static JoinedProduct of(Conv2d op, JoinedMaps x, int maps, Tensor weight, Workbench bench) {
    return new JoinedProduct(op, x.part(0, maps), weight, x.channels(), bench);
  }

  /** What a weight has for the maps from one on; it begins there, and has gaps. */
  private Tensor part(Tensor whole, int from) {
    Shape shape = Shape.of(op.filters(), x.channels(), 1, 1);
    long offset = whole.offset() + (long) BLOCK * from;
    return new Tensor(whole.buffer(), offset, whole.space(), shape, 1);
  }

  /** One kernel for each few maps, by the number of the first one. */
  private List<Kernel> each(IntFunction<Kernel> kernel) {
    return IntStream.range(0, channels / x.channels())
        .mapToObj(part -> kernel.apply(part * x.count()))
        .toList();
  }

  private boolean bfloat16() {
    return bench.real() == DataType.BFLOAT16;
  }

  private boolean hasWholeBlocks() {
    return op.filters() % BLOCK == 0;
  }

  /** From y to z, of all maps. */
  Kernel forward(Tensor y, Tensor z) {
    boolean direct = bfloat16() || x.count() < MANY_BLOCKS || !hasWholeBlocks();
    return direct ? forwardThroughDepth(y, z) : forwardInBlocks(y, z);
  }

  private Kernel forwardThroughDepth(Tensor y, Tensor z) {
    Code code = bfloat16() ? Code.PROPOSED : Code.DIRECT;
    PrimitiveDesc desc = code.of(() -> describe(x.deep(bench), deepWeights(), deepZ(), depth()));
    return convolved(desc, y, bench.memory(deepZ(), z), x.deep(bench), deepPlain());
  }

  private Kernel forwardInBlocks(Tensor y, Tensor z) {
    MemoryDesc map = x.blocks(x.channels(), bench);
    MemoryDesc blocks = x.blocks(op.filters(), bench);
    PrimitiveDesc desc = describe(map, weights(), blocks, pointwise());
    Kernel conv = convolved(desc, y, bench.scratch().reserve(blocks), map, plain());
    // The same memory as the convolution writes, since one scratchpad begins at one address.
    Memory from = bench.scratch().reserve(x.columns(op.filters(), bench));
    Memory to = bench.memory(x.rows(op.filters(), bench), z);
    return new SequenceKernel(List.of(conv, new PrimitiveKernel(bench.copy(from, to))));
  }

  private Kernel convolved(
      PrimitiveDesc desc, Tensor y, Memory z, MemoryDesc source, MemoryDesc plain) {
    PackedWeight packed = bench.packedWeights().get(weight, plain, desc.weights());
    return new WeightedKernel(
        packed,
        desc.bind()
            .with(Argument.SOURCE, bench.memory(source, y))
            .with(Argument.WEIGHTS, packed.memory())
            .with(Argument.DESTINATION, z)
            .build());
  }

  /** From dz to the parts of dy, each in the place of the first one. */
  List<Kernel> inputGrads(Tensor dz, Tensor dy) {
    PrimitiveDesc forward = describe(x.deep(bench), deepWeights(), deepZ(), depth());
    PrimitiveDesc desc =
        Code.DIRECT.of(
            () ->
                bench
                    .convolutions()
                    .backwardData(
                        x.deep(bench),
                        deepWeights(),
                        deepZ(),
                        depth(),
                        forward,
                        bench.attributes()));
    return each(from -> inputGrad(desc, part(weight, from), dz, dy));
  }

  private Kernel inputGrad(PrimitiveDesc desc, Tensor part, Tensor dz, Tensor dy) {
    PackedWeight packed = bench.packedWeights().get(part, deepPlain(), desc.weights());
    return new WeightedKernel(
        packed,
        desc.bind()
            .with(Argument.DESTINATION_GRADIENT, bench.memory(deepZ(), dz))
            .with(Argument.WEIGHTS, packed.memory())
            .with(Argument.SOURCE_GRADIENT, bench.memory(x.deep(bench), dy))
            .build());
  }

  /** From the parts of y and dz to those of the weight's gradient. */
  List<Kernel> weightGrads(Tensor y, Tensor dz, Tensor dweight) {
    return x.count() == 1 && bfloat16() ? convolved(y, dz, dweight) : multiplied(y, dz, dweight);
  }

  private List<Kernel> convolved(Tensor y, Tensor dz, Tensor dweight) {
    MemoryDesc any = bench.context().any(DataType.FLOAT32, op.filters(), BLOCK, x.count(), 1, 1);
    PrimitiveDesc desc =
        bench
            .convolutions()
            .backwardWeights(
                x.deep(bench),
                any,
                Optional.empty(),
                deepZ(),
                depth(),
                describe(x.deep(bench), deepWeights(), deepZ(), depth()),
                bench.attributes());
    Memory result = bench.scratch().reserve(desc.weightsGradient());
    return each(
        from ->
            new PrimitiveKernel(
                desc.bind()
                    .with(Argument.SOURCE, bench.memory(x.deep(bench), x.part(y, from, x.count())))
                    .with(Argument.DESTINATION_GRADIENT, bench.memory(deepZ(), dz))
                    .with(Argument.WEIGHTS_GRADIENT, result)
                    .build(),
                bench.copy(result, bench.memory(deepPlain(), part(dweight, from)))));
  }

  private List<Kernel> multiplied(Tensor y, Tensor dz, Tensor dweight) {
    MemoryDesc first = x.transposed(bench);
    MemoryDesc second = bench.context().dense(bench.type(dz), 1, x.pixels(), op.filters());
    MemoryDesc result = bench.context().dense(DataType.FLOAT32, x.count(), BLOCK, op.filters());
    PrimitiveDesc desc =
        Code.MATRICES.of(() -> bench.matrixProducts().product(first, second, result));
    Memory blocks = bench.scratch().reserve(result);
    long[] dims = {x.count(), BLOCK, op.filters()};
    MemoryDesc plain =
        bench.context().strided(DataType.FLOAT32, dims, new long[] {BLOCK, 1, channels});
    return each(
        from ->
            new PrimitiveKernel(
                desc.bind()
                    .with(Argument.SOURCE, bench.memory(first, x.part(y, from, x.count())))
                    .with(Argument.WEIGHTS, bench.memory(second, dz))
                    .with(Argument.DESTINATION, blocks)
                    .build(),
                bench.copy(blocks, bench.memory(plain, part(dweight, from)))));
  }

  private PrimitiveDesc describe(
      MemoryDesc source, MemoryDesc weights, MemoryDesc destination, Geometry geometry) {
    return bench
        .convolutions()
        .forward(source, weights, Optional.empty(), destination, geometry, bench.attributes());
  }

  private static Geometry pointwise() {
    return Geometry.square(1, 1, 0, 1, 1);
  }

  private Geometry depth() {
    return Geometry.through(x.count());
  }

  private MemoryDesc deepZ() {
    return x.flat(op.filters(), bench);
  }

  private MemoryDesc weights() {
    return bench.context().any(bench.real(), op.filters(), x.channels(), 1, 1);
  }

  private MemoryDesc plain() {
    return bench.context().dense(DataType.FLOAT32, op.filters(), x.channels(), 1, 1);
  }

  private MemoryDesc deepWeights() {
    return bench.context().any(bench.real(), op.filters(), BLOCK, x.count(), 1, 1);
  }

  /** The weight as it lies in memory, its channels in blocks. */
  private MemoryDesc deepPlain() {
    long[] dims = {op.filters(), BLOCK, x.count(), 1, 1};
    long[] strides = {channels, 1, BLOCK, 1, 1};
    return bench.context().strided(DataType.FLOAT32, dims, strides);
  }
}
