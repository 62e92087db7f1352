package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.CudaError;
import dev.lamina.cudnn.cuda.Gpu;
import dev.lamina.cudnn.cuda.GpuContext;
import dev.lamina.cudnn.cuda.Graph;
import dev.lamina.cudnn.cuda.RealType;
import dev.lamina.graph.ir.Space;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.BindingChecks;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.ImageBatches;
import dev.lamina.runtime.device.ImageSet;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.MemoryStatistics;
import dev.lamina.runtime.device.Precision;
import dev.lamina.runtime.device.Tensor;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The opened GPU. Kernels are enqueued on one stream and have finished when {@link #finish} returns
 * or data was read back; the same inputs give the same bits in every run on the same kind of GPU,
 * unless algorithms are chosen by their speed.
 */
final class CudnnDevice implements Device {
  static final String NAME = "cudnn";

  private static final int STEPS_PER_READING = 50;

  private final GpuContext context;
  private final Workbench bench;
  private final Set<CudnnBuffer> buffers = Collections.newSetFromMap(new IdentityHashMap<>());
  private final boolean graphs;
  private final boolean keepsImages;
  private boolean closed;

  private CudnnDevice(GpuContext context, RealType type, DeviceOptions options) {
    this.context = context;
    this.graphs = options.capture();
    this.keepsImages = options.keepsImages();
    this.bench = new Workbench(context, type, options.deterministic());
  }

  /**
   * Takes over a context, which is closed if the libraries cannot be opened in it.
   *
   * @param type of maps and of the weights that kernels read
   * @param options what the device does with sequences, algorithms and images
   */
  static CudnnDevice open(GpuContext context, RealType type, DeviceOptions options) {
    try {
      requireHardware(context.gpu(), type);
      return new CudnnDevice(context, type, options);
    } catch (RuntimeException | Error e) {
      context.markFailed();
      context.close();
      throw e;
    }
  }

  private static void requireHardware(Gpu gpu, RealType type) {
    if (gpu.architecture() < type.architecture()) {
      throw new UserError(
          "%s is sm_%d and computes no %s: that takes sm_%d or later; choose float32"
              .formatted(gpu.name(), gpu.architecture(), lowerCase(type), type.architecture()));
    }
  }

  private static String lowerCase(RealType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Precision precision() {
    return Precision.valueOf(bench.type().name());
  }

  @Override
  public String description() {
    return context.gpu() + ", " + lowerCase(bench.type());
  }

  @Override
  public long bytes(Space space, long elements) {
    return Math.multiplyExact(elements, (long) bench.typeOf(space).bytes());
  }

  @Override
  public OptionalLong freeBytes() {
    enter();
    return OptionalLong.of(context.freeBytes());
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.lamina.runtime.UserError if the GPU has not enough memory
   */
  @Override
  public Buffer allocate(Space space, long elements, String what) {
    enter();
    CudnnBuffer buffer = CudnnBuffer.allocate(context, bench.typeOf(space), elements, what);
    buffers.add(buffer);
    return buffer;
  }

  @Override
  public void release(Buffer buffer) {
    enter();
    CudnnBuffer own = own(buffer);
    context.finish();
    buffers.remove(own);
    own.release();
  }

  /** {@inheritDoc} They become one program, of which a later run finds the machine code. */
  @Override
  public void prepare(Supplier<String> kernels) {
    enter();
    String source = kernels.get();
    if (!source.isEmpty()) {
      bench.load(source);
    }
  }

  @Override
  public Kernel bind(Binding binding) {
    enter();
    binding.inputs().stream().map(Tensor::buffer).forEach(this::own);
    binding.outputs().stream().map(Tensor::buffer).forEach(this::own);
    BindingChecks.check(binding);
    String where = binding.name() + " (" + binding.op().mnemonic() + ")";
    try {
      return new NamedKernel(context, where, Lowerings.lower(binding, bench));
    } catch (CudaError e) {
      throw e.at(where);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.lamina.runtime.UserError if the GPU has not enough memory
   */
  @Override
  public Optional<ImageBatches> keep(ImageSet images, Tensor input, Tensor labels, Tensor random) {
    enter();
    return keepsImages
        ? Optional.of(KeptImages.of(context, images, input, labels, random, bench))
        : Optional.empty();
  }

  /** {@inheritDoc} Here it becomes a CUDA graph, whose run is one call of the driver. */
  @Override
  public Kernel capture(Runnable sequence) {
    if (!graphs) {
      return Device.super.capture(sequence);
    }
    enter();
    Graph graph = Graph.record(context, sequence);
    Kernel launch = new GpuKernel("cuda:graph", List.of(graph::launch));
    return new NamedKernel(context, "captured sequence", launch);
  }

  @Override
  public int stepsPerReading() {
    return STEPS_PER_READING;
  }

  @Override
  public void finish() {
    enter();
    context.finish();
  }

  @Override
  public MemoryStatistics memory() {
    return context.memory();
  }

  @Override
  public void close() {
    closed = true;
    buffers.forEach(CudnnBuffer::forget);
    buffers.clear();
    context.close();
  }

  private CudnnBuffer own(Buffer buffer) {
    if (buffer instanceof CudnnBuffer own && buffers.contains(own)) {
      return own;
    }
    throw new IllegalArgumentException("not a buffer of this device, or released already");
  }

  private void enter() {
    if (closed) {
      throw new IllegalStateException("the device is closed");
    }
    context.enter();
  }
}
