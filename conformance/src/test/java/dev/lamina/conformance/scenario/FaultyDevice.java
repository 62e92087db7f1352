package dev.lamina.conformance.scenario;

import dev.lamina.graph.ir.Space;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.MemoryStatistics;
import dev.lamina.runtime.reference.ReferenceDevice;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A reference device that does something else as well whenever a kernel has run. */
final class FaultyDevice implements Device {
  private final Device device = new ReferenceDevice();
  private final Consumer<Binding> fault;

  FaultyDevice(Consumer<Binding> fault) {
    this.fault = fault;
  }

  @Override
  public Kernel bind(Binding binding) {
    Kernel kernel = device.bind(binding);
    return () -> {
      kernel.run();
      fault.accept(binding);
    };
  }

  @Override
  public String name() {
    return device.name();
  }

  @Override
  public String description() {
    return device.description();
  }

  @Override
  public long bytes(Space space, long elements) {
    return device.bytes(space, elements);
  }

  @Override
  public OptionalLong freeBytes() {
    return device.freeBytes();
  }

  @Override
  public Buffer allocate(Space space, long elements, String what) {
    return device.allocate(space, elements, what);
  }

  @Override
  public void release(Buffer buffer) {
    device.release(buffer);
  }

  @Override
  public void finish() {
    device.finish();
  }

  @Override
  public MemoryStatistics memory() {
    return device.memory();
  }

  @Override
  public void close() {
    device.close();
  }
}
