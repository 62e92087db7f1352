package dev.lamina.runtime.bench;

import dev.lamina.runtime.device.Device;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What a device reaches where nothing is in its way. Each is the fastest of some runs, of an op
 * that grows until a run takes long enough to be timed.
 *
 * @param flopsPerSecond multiplications and additions in the faster of a large linear layer and a
 *     large 3x3 convolution
 * @param bytesPerSecond read and written in a copy that is much larger than the caches
 */
public record MachineSpeed(double flopsPerSecond, double bytesPerSecond) {
  private static final int LEAST_UNITS = 256;
  private static final int MOST_UNITS = 8192;
  private static final int MOST_IMAGES = 1024;
  private static final int LEAST_COPY = 1 << 20;
  private static final int MOST_COPY = 1 << 26;

  /** Measures; the device is left as it was, but for what it caches. */
  public static MachineSpeed measure(Device device) {
    List<Double> products =
        new ArrayList<>(
            growing(device, LEAST_UNITS, MOST_UNITS, units -> Trial.linear(device, units)));
    products.addAll(growing(device, 1, MOST_IMAGES, images -> Trial.convolution(device, images)));
    List<Double> copies = growing(device, LEAST_COPY, MOST_COPY, size -> Trial.copy(device, size));
    // The last copy, not the fastest: a smaller one may have stayed in a cache.
    return new MachineSpeed(Collections.max(products), copies.get(copies.size() - 1));
  }

  private static List<Double> growing(
      Device device, int least, int most, IntFunction<Trial> trials) {
    KernelClock clock = KernelClock.of(device);
    List<Double> rates = new ArrayList<>();
    boolean enough = false;
    for (int size = least; size <= most && !enough; size *= 2) {
      try (Trial trial = trials.apply(size)) {
        double seconds = trial.seconds(clock);
        rates.add(trial.work() / seconds);
        enough = seconds > Trial.LONG_SECONDS;
      }
    }
    return rates;
  }
}
