package dev.lamina.runtime.device;

import dev.lamina.graph.ir.Space;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Another device, taken over, for subclasses that do something more with some of its calls. {@link
 * #capture} and {@link #keep} are not forwarded: what a subclass does around a kernel would be left
 * out of a captured sequence, and of batches that the device makes by itself.
 */
public abstract class ForwardingDevice implements Device {
  private final Device device;

  /** Takes over a device: closing this one closes it. */
  protected ForwardingDevice(Device device) {
    this.device = device;
  }

  @Override
  public final void prepare(Supplier<String> kernels) {
    device.prepare(kernels);
  }

  @Override
  public Kernel bind(Binding binding) {
    return device.bind(binding);
  }

  @Override
  public Buffer allocate(Space space, long elements, String what) {
    return device.allocate(space, elements, what);
  }

  @Override
  public final Precision precision() {
    return device.precision();
  }

  @Override
  public final long bytes(Space space, long elements) {
    return device.bytes(space, elements);
  }

  @Override
  public final OptionalLong freeBytes() {
    return device.freeBytes();
  }

  @Override
  public final void release(Buffer buffer) {
    device.release(buffer);
  }

  @Override
  public final String name() {
    return device.name();
  }

  @Override
  public final String description() {
    return device.description();
  }

  @Override
  public int stepsPerReading() {
    return device.stepsPerReading();
  }

  @Override
  public final void finish() {
    device.finish();
  }

  @Override
  public final MemoryStatistics memory() {
    return device.memory();
  }

  @Override
  public final void close() {
    device.close();
  }
}
