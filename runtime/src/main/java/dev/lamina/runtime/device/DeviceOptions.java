package dev.lamina.runtime.device;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How to open a device.
 *
 * @param precision empty for the device's default
 * @param threads CPU threads, empty for the device's default
 * @param capture whether {@link Device#capture} may do anything else than run the kernels one by
 *     one, which is easier to debug
 * @param deterministic whether the same inputs must give the same bits in every run; a device that
 *     would not gain by another choice gives them in any case
 * @param keepsImages whether {@link Device#keep} may take training images into the device's memory
 */
public record DeviceOptions(
    Optional<Precision> precision,
    OptionalInt threads,
    boolean capture,
    boolean deterministic,
    boolean keepsImages) {

  /** Deterministic, and with images kept. */
  public DeviceOptions(Optional<Precision> precision, OptionalInt threads, boolean capture) {
    this(precision, threads, capture, true, true);
  }

  /** With capture. */
  public DeviceOptions(Optional<Precision> precision, OptionalInt threads) {
    this(precision, threads, true);
  }

  /** The same with another precision, empty for the device's default. */
  public DeviceOptions withPrecision(Optional<Precision> value) {
    return new DeviceOptions(value, threads, capture, deterministic, keepsImages);
  }

  /** The same with another choice between determinism and speed. */
  public DeviceOptions withDeterministic(boolean value) {
    return new DeviceOptions(precision, threads, capture, value, keepsImages);
  }

  /** The same with another word on where training images are. */
  public DeviceOptions withImagesKept(boolean value) {
    return new DeviceOptions(precision, threads, capture, deterministic, value);
  }

  /** Everything as the device likes it. */
  public static DeviceOptions defaults() {
    return new DeviceOptions(Optional.empty(), OptionalInt.empty());
  }
}
