package dev.lamina.runtime.session;

import dev.lamina.graph.ir.Space;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceFull;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a session is about to allocate, before it does: the arenas. What kernels need beside them is
 * known to the device alone, and only when they are bound.
 */
final class MemoryBudget {
  private static final double MEGA = 1e6;

  private final Device device;
  private long fixed;
  private long perExample;

  /**
   * A budget.
   *
   * @param elements of each arena; of those that grow with the batch, for one example
   */
  MemoryBudget(Device device, Map<Space, Long> elements) {
    this.device = device;
    elements.forEach(this::add);
  }

  private void add(Space space, long elements) {
    long bytes = device.bytes(space, elements);
    if (space.perExample()) {
      perExample += bytes;
    } else {
      fixed += bytes;
    }
  }

  /**
   * Whether a device has room for so many bytes that a session can do without, and keeps a tenth of
   * what is free for what libraries take later; not if it cannot tell.
   */
  static boolean hasRoom(Device device, long bytes) {
    OptionalLong free = device.freeBytes();
    return free.isPresent() && bytes <= free.getAsLong() / 10 * 9;
  }

  /**
   * Requires that it all fits.
   *
   * @throws UserError with the batch that would fit, if any does
   */
  void require(String network, int batch) {
    OptionalLong free = device.freeBytes();
    long needed = Math.addExact(fixed, Math.multiplyExact(perExample, (long) batch));
    if (free.isPresent() && needed > free.getAsLong()) {
      throw new UserError(
          "%s with batches of %d takes %s, but the %s device has %s left; %s"
              .formatted(
                  network,
                  batch,
                  text(needed),
                  device.name(),
                  text(free.getAsLong()),
                  repair(free.getAsLong())));
    }
  }

  /**
   * What to do where the arenas fit, and what kernels need beside them does not. That grows with
   * the batch at most.
   */
  UserError explain(String network, int batch, DeviceFull full) {
    long growing = perExample * batch;
    double share = (double) (growing + full.freeBytes()) / (growing + full.neededBytes());
    long fits = (long) (batch * share);
    return new UserError(
        "%s; %s with batches of %d takes %s beside it, %s"
            .formatted(
                full.shortage(),
                network,
                batch,
                text(fixed + growing),
                fits < batch ? fitting(fits) : "take smaller ones"),
        full);
  }

  private String repair(long free) {
    return fitting((free - fixed) / perExample);
  }

  private static String fitting(long fits) {
    return fits >= 1
        ? "batches of %d would fit".formatted(fits)
        : "not even a single image fits: free some, or use another device";
  }

  private static String text(long bytes) {
    return String.format(Locale.ROOT, "%.0f MB", bytes / MEGA);
  }
}
