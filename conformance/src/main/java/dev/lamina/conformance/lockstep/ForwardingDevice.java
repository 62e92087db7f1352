package dev.lamina.conformance.lockstep;

import dev.lamina.graph.ir.Space;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.MemoryStatistics;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Another device, owned, whose arenas can be looked up. Sequences are not captured, because
 * subclasses transfer between the kernels.
 */
abstract class ForwardingDevice implements Device {
  private final Device device;
  private final Map<Space, Buffer> arenas = new EnumMap<>(Space.class);

  ForwardingDevice(Device device) {
    this.device = device;
  }

  /** The buffer that was allocated last for a space. */
  final Buffer arena(Space space) {
    return arenas.get(space);
  }

  @Override
  public Kernel bind(Binding binding) {
    return device.bind(binding);
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
  public final Buffer allocate(Space space, long elements, String what) {
    Buffer buffer = device.allocate(space, elements, what);
    arenas.put(space, buffer);
    return buffer;
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
