package dev.lamina.runtime.reference;

import dev.lamina.graph.ir.Space;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.BindingChecks;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.ElementType;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.MemoryStatistics;
import dev.lamina.runtime.device.Precision;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The device that is right rather than fast: one thread, double precision, kernels that run when
 * they are called.
 *
 * <p>Its masks hold a number for each element of the output that they belong to: of a ReLU or a
 * dropout 1 where the element passed, else 0; of a max-pool the position of the maximum in its
 * window. A number takes a byte, but a position in a window of 256 pixels or more takes four, the
 * highest first.
 */
public final class ReferenceDevice implements Device {
  static final String NAME = "reference";
  static final String DESCRIPTION = "plain Java, float64, one thread";

  private final MemoryLedger ledger = new MemoryLedger();
  private final Workspace workspace = new Workspace(ledger);
  private final Set<HostBuffer> buffers = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean closed;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT64;
  }

  @Override
  public String description() {
    return DESCRIPTION + ", Java " + Runtime.version();
  }

  @Override
  public long bytes(Space space, long elements) {
    return Math.multiplyExact(elements, HostBuffer.bytesOf(ElementType.of(space)));
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.lamina.runtime.UserError if the Java heap cannot hold it
   */
  @Override
  public Buffer allocate(Space space, long elements, String what) {
    requireOpen();
    HostBuffer buffer = HostBuffer.allocate(ElementType.of(space), elements, what);
    buffers.add(buffer);
    ledger.allocated(buffer.bytes());
    return buffer;
  }

  @Override
  public void release(Buffer buffer) {
    HostBuffer own = own(buffer);
    buffers.remove(own);
    release(own);
  }

  @Override
  public Kernel bind(Binding binding) {
    requireOpen();
    binding.inputs().stream().map(Tensor::buffer).forEach(this::own);
    binding.outputs().stream().map(Tensor::buffer).forEach(this::own);
    BindingChecks.check(binding);
    return Lowerings.lower(binding, workspace);
  }

  /** Does nothing: kernels have finished when they return. */
  @Override
  public void finish() {}

  @Override
  public MemoryStatistics memory() {
    return ledger.statistics();
  }

  @Override
  public void close() {
    closed = true;
    new ArrayList<>(buffers).forEach(this::release);
    buffers.clear();
    workspace.release();
  }

  private void release(HostBuffer buffer) {
    ledger.released(buffer.bytes());
    buffer.release();
  }

  private HostBuffer own(Buffer buffer) {
    if (buffer instanceof HostBuffer own && buffers.contains(own)) {
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
