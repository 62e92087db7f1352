package dev.lamina.runtime.device;

/**
 * Whether a device can be opened here.
 *
 * @param usable whether it can
 * @param detail one line: what was found, or why it cannot be used and what to do about it
 */
public record Availability(boolean usable, String detail) {}
