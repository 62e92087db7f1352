package dev.lamina.runtime.device;

/**
 * A kind of device that was chosen.
 *
 * @param provider the kind
 * @param reason one line: what was found, and why more preferred kinds were passed over
 */
public record DeviceChoice(DeviceProvider provider, String reason) {

  /** The kind's name. */
  public String name() {
    return provider.name();
  }

  /**
   * Opens it.
   *
   * @throws dev.lamina.runtime.UserError if it cannot be used with these options
   */
  public Device open(DeviceOptions options) {
    return provider.open(options);
  }
}
