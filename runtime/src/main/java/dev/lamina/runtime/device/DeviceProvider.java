package dev.lamina.runtime.device;

/** A kind of device, found through {@link java.util.ServiceLoader}. */
public interface DeviceProvider {

  /** The name by which users choose it, for example {@code onednn}. */
  String name();

  /**
   * The order in which {@code auto} tries devices: the greatest first; negative if it is never
   * chosen by itself.
   */
  int preference();

  /** Looks whether it can be used, without throwing and without keeping anything open. */
  Availability probe();

  /**
   * Opens it.
   *
   * @throws dev.lamina.runtime.UserError if it cannot be used here or not with these options
   */
  Device open(DeviceOptions options);
}
