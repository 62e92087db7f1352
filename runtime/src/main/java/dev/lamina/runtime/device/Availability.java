package dev.lamina.runtime.device;

/**
 * Whether a device can be opened here.
 *
 * @param usable whether it can
 * @param detail one line: what was found, or why it cannot be used and what to do about it; the
 *     main point first, further ones after semicolons
 */
public record Availability(boolean usable, String detail) {

  /** The main point of the detail. */
  public String headline() {
    int end = detail.indexOf(';');
    return end < 0 ? detail : detail.substring(0, end);
  }
}
