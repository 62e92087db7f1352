package dev.lamina.runtime.profile;

import dev.lamina.graph.ir.Space;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Device;
import java.util.EnumMap;
import java.util.Map;

/** How many bytes an element takes on a device, space by space. */
public final class ElementSizes {
  private static final long PROBE = 1 << 12;

  private final Map<Space, Long> sizes;

  private ElementSizes(Map<Space, Long> sizes) {
    this.sizes = sizes;
  }

  /** Finds out by allocating, and releases it all again. */
  public static ElementSizes of(Device device) {
    Map<Space, Long> sizes = new EnumMap<>(Space.class);
    for (Space space : Space.values()) {
      long before = device.memory().bytes();
      Buffer probe = device.allocate(space, PROBE, "probe");
      sizes.put(space, (device.memory().bytes() - before) / PROBE);
      device.release(probe);
    }
    return new ElementSizes(sizes);
  }

  /** Bytes of an element. */
  public long bytes(Space space) {
    return sizes.get(space);
  }
}
