package dev.lamina.onednn;

import dev.lamina.graph.ir.Space;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.DnnContext;
import dev.lamina.onednn.primitive.NativeMemory;
import dev.lamina.onednn.primitive.OneDnnException;
import dev.lamina.onednn.primitive.OneDnnLibrary;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.BindingChecks;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.MemoryStatistics;
import dev.lamina.runtime.device.Precision;
import dev.lamina.runtime.device.Tensor;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** The opened oneDNN device: kernels have finished when they return. */
final class OneDnnDevice implements Device {
  static final String NAME = "onednn";

  private final DnnContext context;
  private final Workbench bench;
  private final OptionalInt threads;
  private final DataType real;
  private final Set<OneDnnBuffer> buffers = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean closed;

  /**
   * Opens the device.
   *
   * @param real what feature maps and the weights that kernels read are made of; all else is
   *     float32
   */
  OneDnnDevice(OptionalInt threads, DataType real) {
    this.threads = threads;
    this.real = real;
    this.context = new DnnContext(threads);
    this.bench = new Workbench(context, real);
  }

  static String library() {
    return OneDnnLibrary.version() + ", " + OneDnnLibrary.isa();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Precision precision() {
    return real == DataType.BFLOAT16 ? Precision.BFLOAT16 : Precision.FLOAT32;
  }

  @Override
  public String description() {
    String count = threads.isPresent() ? threads.getAsInt() + " threads" : "all cores";
    String precision = real.name().toLowerCase(Locale.ROOT);
    return library() + ", " + precision + ", " + count;
  }

  @Override
  public long bytes(Space space, long elements) {
    return OneDnnBuffer.bytes(space, real, elements);
  }

  @Override
  public OptionalLong freeBytes() {
    return HostMemory.available();
  }

  @Override
  public Buffer allocate(Space space, long elements, String what) {
    requireOpen();
    OneDnnBuffer buffer = OneDnnBuffer.allocate(context, space, real, elements, what);
    buffers.add(buffer);
    return buffer;
  }

  @Override
  public void release(Buffer buffer) {
    OneDnnBuffer own = own(buffer);
    buffers.remove(own);
    own.close();
  }

  @Override
  public Kernel bind(Binding binding) {
    requireOpen();
    binding.inputs().stream().map(Tensor::buffer).forEach(this::own);
    binding.outputs().stream().map(Tensor::buffer).forEach(this::own);
    BindingChecks.check(binding);
    try {
      return announcing(Lowerings.lower(binding, bench), binding);
    } catch (OneDnnException refusal) {
      throw new IllegalArgumentException(
          binding.name() + " (" + binding.op() + "): " + refusal.getMessage(), refusal);
    }
  }

  /** Packed copies of weights must be made anew after a kernel has written weights. */
  private static Kernel announcing(Kernel kernel, Binding binding) {
    Kernel result = kernel;
    for (Tensor output : binding.outputs()) {
      if (PackedWeight.isWatched(output.space())) {
        result = SurroundedKernel.followed(result, OneDnnBuffer.of(output.buffer())::touch);
      }
    }
    return result;
  }

  /** Does nothing: kernels have finished when they return. */
  @Override
  public void finish() {}

  @Override
  public MemoryStatistics memory() {
    NativeMemory memory = context.nativeMemory();
    return new MemoryStatistics(memory.allocations(), memory.bytes(), memory.peakBytes());
  }

  @Override
  public void close() {
    closed = true;
    buffers.clear();
    context.close();
  }

  private OneDnnBuffer own(Buffer buffer) {
    if (buffer instanceof OneDnnBuffer own && buffers.contains(own)) {
      return own;
    }
    throw new IllegalArgumentException("not a buffer of this device, or released already");
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the device is closed");
    }
  }
}
