package dev.lamina.onednn;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.onednn.primitive.Argument;
import dev.lamina.onednn.primitive.Attributes;
import dev.lamina.onednn.primitive.BoundPrimitive;
import dev.lamina.onednn.primitive.Convolutions;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.DnnContext;
import dev.lamina.onednn.primitive.Elementwise;
import dev.lamina.onednn.primitive.InnerProducts;
import dev.lamina.onednn.primitive.MatrixProducts;
import dev.lamina.onednn.primitive.Memory;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.onednn.primitive.NativeView;
import dev.lamina.onednn.primitive.Normalizations;
import dev.lamina.onednn.primitive.Poolings;
import dev.lamina.onednn.primitive.Scratchpad;
import dev.lamina.runtime.device.Bfloat16;
import dev.lamina.runtime.device.Tensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What lowerings share: makers of primitives, layouts and views of tensors, packed weights. */
final class Workbench {
  private final DnnContext context;
  private final DataType real;
  private final Convolutions convolutions;
  private final Elementwise elementwise;
  private final InnerProducts innerProducts;
  private final MatrixProducts matrixProducts;
  private final Normalizations normalizations;
  private final Poolings poolings;
  private final Scratchpad scratch;
  private final Scratchpad secondScratch;
  private final PackedWeights packedWeights;
  private final Map<Tensor, List<Memory>> watched = new HashMap<>();
  private final Map<Long, Memory> ones = new HashMap<>();
  private Optional<OneDnnBuffer> partial = Optional.empty();

  /**
   * A workbench.
   *
   * @param real what feature maps, vectors and the weights that kernels read are made of
   */
  Workbench(DnnContext context, DataType real) {
    this.context = context;
    this.real = real;
    this.convolutions = new Convolutions(context);
    this.elementwise = new Elementwise(context);
    this.innerProducts = new InnerProducts(context);
    this.matrixProducts = new MatrixProducts(context);
    this.normalizations = new Normalizations(context);
    this.poolings = new Poolings(context);
    this.scratch = context.newScratchpad();
    this.secondScratch = context.newScratchpad();
    this.packedWeights = new PackedWeights(this);
  }

  DnnContext context() {
    return context;
  }

  Convolutions convolutions() {
    return convolutions;
  }

  Elementwise elementwise() {
    return elementwise;
  }

  InnerProducts innerProducts() {
    return innerProducts;
  }

  MatrixProducts matrixProducts() {
    return matrixProducts;
  }

  Normalizations normalizations() {
    return normalizations;
  }

  Poolings poolings() {
    return poolings;
  }

  PackedWeights packedWeights() {
    return packedWeights;
  }

  /** Space for what one kernel needs between two of its own primitives, and no longer. */
  Scratchpad scratch() {
    return scratch;
  }

  /** As {@link #scratch}, for a kernel that needs two things at once. */
  Scratchpad secondScratch() {
    return secondScratch;
  }

  /**
   * Space in float32 for what one kernel makes of weights and their gradients on the way to its
   * results: shared by all kernels that need some.
   */
  List<Tensor> partials(List<Shape> shapes) {
    long elements = shapes.stream().mapToLong(Shape::elements).sum();
    if (partial.map(OneDnnBuffer::length).orElse(0L) < elements) {
      partial =
          Optional.of(
              OneDnnBuffer.allocate(context, Space.GRADIENT, real, elements, "parts of gradients"));
    }
    List<Tensor> partials = new ArrayList<>();
    long offset = 0;
    for (Shape shape : shapes) {
      partials.add(new Tensor(partial.get(), offset, Space.GRADIENT, shape, 1));
      offset += shape.elements();
    }
    return partials;
  }

  /** As many ones as a layout has elements. */
  Memory ones(MemoryDesc desc) {
    return ones.computeIfAbsent(desc.bytes(), bytes -> newOnes(desc));
  }

  private Memory newOnes(MemoryDesc desc) {
    long address = context.allocate(desc.bytes()).address();
    if (real == DataType.BFLOAT16) {
      ShortBuffer values = NativeView.shorts(address, desc.bytes() / Short.BYTES);
      for (int i = 0; i < values.capacity(); i++) {
        values.put(i, Bfloat16.of(1));
      }
    } else {
      FloatBuffer values = NativeView.floats(address, desc.bytes() / Float.BYTES);
      for (int i = 0; i < values.capacity(); i++) {
        values.put(i, 1);
      }
    }
    return context.memory(desc, address);
  }

  /** What weights are made of where kernels read them. */
  DataType real() {
    return real;
  }

  /** What a tensor of reals is made of. */
  DataType type(Tensor tensor) {
    return OneDnnBuffer.of(tensor.buffer()).realType();
  }

  /** The bytes of a tensor of reals. */
  long size(Tensor tensor) {
    return tensor.elements() * type(tensor).bytes();
  }

  /** Attributes without post-operations yet. */
  Attributes attributes() {
    return new Attributes(context);
  }

  /** A feature map (N,C,H,W), or a vector as a map of one pixel, channels-last. */
  MemoryDesc map(Tensor tensor) {
    return map(tensor, type(tensor));
  }

  /** A copy of a feature map in float32. */
  MemoryDesc floatMap(Tensor tensor) {
    return map(tensor, DataType.FLOAT32);
  }

  private MemoryDesc map(Tensor tensor, DataType type) {
    Shape shape = tensor.shape();
    return context.channelsLast(
        type, tensor.batch(), shape.channels(), shape.height(), shape.width());
  }

  /**
   * A feature map (N,C,H,W) in blocks of 16 channels. Where it has 16, that is how a channels-last
   * one lies in memory, too.
   */
  MemoryDesc blockedMap(Tensor tensor) {
    Shape shape = tensor.shape();
    return context.blocked(
        type(tensor), tensor.batch(), shape.channels(), shape.height(), shape.width());
  }

  /** A matrix with a row for each example. */
  MemoryDesc matrix(Tensor tensor) {
    return context.dense(type(tensor), tensor.batch(), tensor.shape().elements());
  }

  /**
   * A matrix with a row for each pixel, of as many channels as asked for: oneDNN copies slices of
   * matrices faster than slices of maps.
   */
  MemoryDesc pixels(Tensor tensor, int channels) {
    long[] dims = {(long) tensor.batch() * tensor.shape().pixels(), channels};
    long[] strides = {tensor.shape().channels(), 1};
    return context.strided(type(tensor), dims, strides);
  }

  /** All elements in memory order, for ops that treat them alike. */
  MemoryDesc flat(Tensor tensor) {
    return context.dense(type(tensor), tensor.elements());
  }

  /** Dimensions in the tensor's own order, the last one contiguous. */
  MemoryDesc dense(Tensor tensor) {
    long[] dims = tensor.shape().dims().stream().mapToLong(Integer::longValue).toArray();
    return context.dense(type(tensor), dims);
  }

  /** The tensor in the given layout. */
  Memory memory(MemoryDesc desc, Tensor tensor) {
    Memory memory = context.memory(desc, address(tensor));
    watched.getOrDefault(tensor, new ArrayList<>()).add(memory);
    return memory;
  }

  /** All memory objects that are made for a tensor until {@link #unwatch}, to be moved later. */
  List<Memory> watch(Tensor tensor) {
    return watched.computeIfAbsent(tensor, key -> new ArrayList<>());
  }

  /** Ends what {@link #watch} began. */
  void unwatch() {
    watched.clear();
  }

  /** Channels of a feature map, from {@code first} on, as a matrix with a row for each pixel. */
  Memory slice(Tensor whole, int first, int channels) {
    return memory(pixels(whole, channels), part(whole, first, channels));
  }

  private static Tensor part(Tensor whole, int first, int channels) {
    long offset = whole.offset() + first;
    Shape shape = whole.shape().withChannels(channels);
    return new Tensor(whole.buffer(), offset, whole.space(), shape, whole.batch());
  }

  /** Whether every pixel of a map is whole pairs of bfloat16 numbers. */
  boolean isOfPairs(Tensor map) {
    return type(map) == DataType.BFLOAT16 && map.shape().channels() % 2 == 0;
  }

  /**
   * A primitive that copies channels of every pixel from one map to another. Since oneDNN copies
   * slices number by number, pairs of bfloat16 numbers are taken as one, where there are such
   * pairs.
   *
   * @param first the first of the channels in {@code from}
   * @param target the first of them in {@code to}
   * @param channels how many
   */
  BoundPrimitive copyChannels(Tensor from, int first, Tensor to, int target, int channels) {
    boolean even = first % 2 == 0 && target % 2 == 0 && channels % 2 == 0;
    if (!even || !isOfPairs(from) || !isOfPairs(to)) {
      return copy(slice(from, first, channels), slice(to, target, channels));
    }
    return copy(
        memory(pairs(from, channels), part(from, first, channels)),
        memory(pairs(to, channels), part(to, target, channels)));
  }

  private MemoryDesc pairs(Tensor whole, int channels) {
    long[] dims = {(long) whole.batch() * whole.shape().pixels(), channels / 2};
    long[] strides = {whole.shape().channels() / 2, 1};
    return context.strided(DataType.INT32, dims, strides);
  }

  /** A primitive that copies between layouts. */
  BoundPrimitive copy(Memory source, Memory destination) {
    return copy(source, destination, attributes());
  }

  /** A primitive that adds to what is there, between layouts. */
  BoundPrimitive accumulate(Memory source, Memory destination) {
    return copy(source, destination, attributes().sum());
  }

  private BoundPrimitive copy(Memory source, Memory destination, Attributes attributes) {
    return elementwise
        .reorder(source.desc(), destination.desc(), attributes)
        .bind()
        .with(Argument.SOURCE, source)
        .with(Argument.DESTINATION, destination)
        .build();
  }

  /** A mask as the workspace of a primitive. */
  Memory mask(MemoryDesc workspace, Tensor mask) {
    if (workspace.bytes() > mask.elements()) {
      throw new IllegalArgumentException(
          "a mask of " + mask.elements() + " bytes where oneDNN needs " + workspace.bytes());
    }
    return memory(workspace, mask);
  }

  /** The tensor's numbers one by one, whatever they are made of. */
  Reals reals(Tensor tensor) {
    return type(tensor) == DataType.FLOAT32
        ? Reals.floats(floats(tensor))
        : Reals.bfloats(NativeView.shorts(address(tensor), tensor.elements()));
  }

  /** The tensor as floats. */
  FloatBuffer floats(Tensor tensor) {
    if (type(tensor) != DataType.FLOAT32) {
      throw new IllegalArgumentException("the tensor holds " + type(tensor));
    }
    return NativeView.floats(address(tensor), tensor.elements());
  }

  /** The tensor as 32-bit integers. */
  IntBuffer integers(Tensor tensor) {
    return NativeView.integers(address(tensor), tensor.elements());
  }

  /** The tensor as bytes. */
  ByteBuffer bytes(Tensor tensor) {
    return NativeView.bytes(address(tensor), tensor.elements());
  }

  /** Where a tensor begins. */
  long address(Tensor tensor) {
    return OneDnnBuffer.of(tensor.buffer()).address(tensor.offset());
  }
}
