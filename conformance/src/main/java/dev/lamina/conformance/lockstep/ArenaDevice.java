package dev.lamina.conformance.lockstep;

import dev.lamina.graph.ir.Space;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.ForwardingDevice;
import java.util.EnumMap;
import java.util.Map;

/**
 * Another device, owned, whose arenas can be looked up. That sequences are not captured suits
 * subclasses, which transfer between the kernels.
 */
abstract class ArenaDevice extends ForwardingDevice {
  private final Map<Space, Buffer> arenas = new EnumMap<>(Space.class);

  ArenaDevice(Device device) {
    super(device);
  }

  /** The buffer that was allocated last for a space. */
  final Buffer arena(Space space) {
    return arenas.get(space);
  }

  @Override
  public final Buffer allocate(Space space, long elements, String what) {
    Buffer buffer = super.allocate(space, elements, what);
    arenas.put(space, buffer);
    return buffer;
  }
}
