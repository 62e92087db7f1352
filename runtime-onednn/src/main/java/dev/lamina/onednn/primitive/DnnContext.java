package dev.lamina.onednn.primitive;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl;

/**
 * One CPU engine with one in-order stream, and the single owner of every native object made through
 * it: closing the context releases primitives, descriptors and memory objects, newest first, then
 * stream and engine. Not thread-safe.
 */
public final class DnnContext implements AutoCloseable {
  private final Deque<Runnable> releases = new ArrayDeque<>();
  private final dnnl_engine engine = new dnnl_engine();
  private final dnnl_stream stream = new dnnl_stream();
  private final NativeMemory memory = new NativeMemory();
  private final Scratchpad scratchpad = new Scratchpad(this);
  private final OpenMp openMp;
  private boolean closed;

  /**
   * Opens the CPU engine.
   *
   * @param threads how many threads primitives use; empty for OpenMP's own choice
   * @throws OneDnnException where there is no CPU engine
   * @throws IllegalStateException if the number of threads cannot be set here
   */
  public DnnContext(OptionalInt threads) {
    openMp = OpenMp.with(threads);
    Status.check(dnnl.dnnl_engine_create(engine, dnnl.dnnl_cpu, 0), "engine create");
    own(() -> dnnl.dnnl_engine_destroy(engine));
    Status.check(
        dnnl.dnnl_stream_create(stream, engine, dnnl.dnnl_stream_in_order), "stream create");
    own(() -> dnnl.dnnl_stream_destroy(stream));
  }

  dnnl_engine engine() {
    return engine;
  }

  dnnl_stream stream() {
    return stream;
  }

  /**
   * To be called before a primitive is described, which divides its work among the threads there
   * are then, and before it runs; neither may happen after {@link #close}.
   */
  void enter() {
    if (closed) {
      throw new IllegalStateException("the oneDNN context is closed");
    }
    openMp.enter();
  }

  /** How many threads primitives use. */
  public int threads() {
    return openMp.threads();
  }

  Scratchpad scratchpad() {
    return scratchpad;
  }

  /** Counts of what {@link #allocate} gave out. */
  public NativeMemory nativeMemory() {
    return memory;
  }

  /** Zeroed memory that lives until it is closed, or else as long as the context. */
  public NativeBuffer allocate(long bytes) {
    NativeBuffer buffer = memory.allocate(bytes);
    own(buffer::close);
    return buffer;
  }

  /** Temporary space of the caller's own, apart from the one that primitives use inside. */
  public Scratchpad newScratchpad() {
    return new Scratchpad(this);
  }

  void own(Runnable release) {
    releases.push(release);
  }

  /** A channels-last activation or gradient of shape N,C,H,W. */
  public MemoryDesc channelsLast(DataType type, long... nchw) {
    return tagged(type, dnnl.dnnl_nhwc, nchw);
  }

  /** A channels-last activation or gradient of shape N,C,D,H,W, whose maps have a depth. */
  public MemoryDesc deepChannelsLast(DataType type, long... ncdhw) {
    return tagged(type, dnnl.dnnl_ndhwc, ncdhw);
  }

  /** An activation or gradient of shape N,C,H,W in blocks of 16 channels, channels last in each. */
  public MemoryDesc blocked(DataType type, long... nchw) {
    return tagged(type, dnnl.dnnl_nChw16c, nchw);
  }

  /** Row-major: the last dimension is contiguous. */
  public MemoryDesc dense(DataType type, long... dims) {
    return strided(type, dims, rowMajor(dims));
  }

  /** A layout left to the implementation. */
  public MemoryDesc any(DataType type, long... dims) {
    return tagged(type, dnnl.dnnl_format_tag_any, dims);
  }

  /** A layout by oneDNN's format tag. */
  public MemoryDesc tagged(DataType type, int tag, long... dims) {
    dnnl_memory_desc handle = new dnnl_memory_desc();
    int status = dnnl.dnnl_memory_desc_create_with_tag(handle, dims.length, dims, type.code(), tag);
    return owned(status, "memory descriptor", handle);
  }

  /** A layout by strides, in elements. */
  public MemoryDesc strided(DataType type, long[] dims, long[] strides) {
    dnnl_memory_desc handle = new dnnl_memory_desc();
    int status =
        dnnl.dnnl_memory_desc_create_with_strides(handle, dims.length, dims, type.code(), strides);
    return owned(status, "strided memory descriptor", handle);
  }

  /** A tensor at {@code address}; the bytes there must outlive the context's primitives. */
  public Memory memory(MemoryDesc desc, long address) {
    dnnl_memory handle = new dnnl_memory();
    Status.check(
        dnnl.dnnl_memory_create(handle, desc.handle(), engine, new Address(address)),
        "memory create");
    own(() -> dnnl.dnnl_memory_destroy(handle));
    return new Memory(handle, desc);
  }

  private MemoryDesc owned(int status, String what, dnnl_memory_desc handle) {
    Status.check(status, what);
    own(() -> dnnl.dnnl_memory_desc_destroy(handle));
    return new MemoryDesc(handle);
  }

  private static long[] rowMajor(long[] dims) {
    long[] strides = new long[dims.length];
    long stride = 1;
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= dims[axis];
    }
    return strides;
  }

  @Override
  public void close() {
    closed = true;
    while (!releases.isEmpty()) {
      releases.pop().run();
    }
  }
}
