package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.Address;
import dev.lamina.cudnn.cuda.AlgorithmPolicy;
import dev.lamina.cudnn.cuda.Arguments;
import dev.lamina.cudnn.cuda.Blas;
import dev.lamina.cudnn.cuda.Dnn;
import dev.lamina.cudnn.cuda.GpuContext;
import dev.lamina.cudnn.cuda.KernelModule;
import dev.lamina.cudnn.cuda.Launch;
import dev.lamina.cudnn.cuda.MapShape;
import dev.lamina.cudnn.cuda.RealType;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.kernel.KernelText;
import dev.lamina.graph.op.Fused;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.Tensor;
import java.util.List;
import java.util.Optional;

/** What lowerings share: the libraries, our own kernels, scratch memory, views of tensors. */
final class Workbench {
  /** More blocks than any GPU runs at once; the kernels stride over what is left. */
  private static final int MOST_BLOCKS = 2048;

  /** An index plus one stride of all blocks must not overflow the kernels' integers. */
  private static final long MOST_ELEMENTS = Integer.MAX_VALUE - (long) MOST_BLOCKS * Launch.BLOCK;

  private final GpuContext context;
  private final RealType type;
  private final boolean deterministic;
  private final KernelModule module;
  private final FusedModules fused;
  private final Dnn dnn;
  private Optional<Blas> blas = Optional.empty();

  Workbench(GpuContext context, RealType type, boolean deterministic) {
    this.context = context;
    this.type = type;
    this.module = KernelModule.load(context, KernelSources.all(), KernelSources.options(type));
    this.fused = new FusedModules(context, type);
    this.deterministic = deterministic;
    this.dnn =
        Dnn.open(
            context,
            type,
            deterministic ? AlgorithmPolicy.deterministic() : AlgorithmPolicy.fastest(context));
  }

  /** Of maps and of the weights that kernels read. */
  RealType type() {
    return type;
  }

  StorageType typeOf(Space space) {
    return StorageType.of(space, type);
  }

  Dnn dnn() {
    return dnn;
  }

  /** Runs what fills the inputs of a library's call, if that is to be timed. */
  void prepare(List<Runnable> calls) {
    if (!deterministic) {
      calls.forEach(Runnable::run);
    }
  }

  /** Opened for the first linear layer, as it takes memory. */
  Blas blas() {
    if (blas.isEmpty()) {
      blas = Optional.of(Blas.open(context));
    }
    return blas.get();
  }

  /** Scratch memory for one kernel. */
  Scratch scratch() {
    return new Scratch(context.workspace());
  }

  Address address(Tensor tensor) {
    return ((CudnnBuffer) tensor.buffer()).address(tensor.offset());
  }

  /** A feature map, or a vector as a map of one pixel. */
  MapShape map(Tensor tensor) {
    Shape shape = tensor.shape();
    return new MapShape(tensor.batch(), shape.channels(), shape.height(), shape.width());
  }

  /**
   * The number of elements, as kernels count them.
   *
   * @throws UserError if there are too many
   */
  int count(Tensor tensor) {
    return count(tensor.elements());
  }

  private static int count(long elements) {
    if (elements > MOST_ELEMENTS) {
      throw new UserError(
          "one tensor of %d elements is more than a kernel counts; take a smaller batch"
              .formatted(elements));
    }
    return (int) elements;
  }

  /** A launch of a kernel that goes over so many elements. */
  Runnable elementwise(String kernel, int elements, Arguments arguments) {
    return launch(kernel, blocks(elements), arguments);
  }

  /** Takes a network's kernels of fused ops. */
  void load(String kernels) {
    fused.load(kernels);
  }

  /** A launch of a fused op's kernel. */
  Runnable fused(Fused op, int elements, Arguments arguments) {
    String function = KernelText.function(op);
    return new Launch(context, fused.of(op), function, blocks(elements), arguments)::run;
  }

  private static int blocks(int elements) {
    return Math.min(MOST_BLOCKS, 1 + (elements - 1) / Launch.BLOCK);
  }

  /** A launch of so many blocks. */
  Runnable launch(String kernel, int blocks, Arguments arguments) {
    return new Launch(context, module, kernel, blocks, arguments)::run;
  }
}
