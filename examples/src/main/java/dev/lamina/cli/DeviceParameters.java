package dev.lamina.cli;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.device.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine.Option;

/** The device that a command runs on. */
final class DeviceParameters {
  private static final Set<String> ON_CPU = Set.of("onednn", "reference");

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      completionCandidates = DeviceName.class,
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private String name;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of a CPU device. Default: the device's own choice.")
  private Optional<Integer> threads = Optional.empty();

  @Option(
      names = "--no-cuda-graph",
      description = "Launch a step's kernels one by one on the GPU, for debugging.")
  private boolean oneByOne;

  @Option(
      names = "--no-deterministic",
      description =
          "Let a GPU time its algorithms for convolutions, once a machine, and take the fastest:"
              + " two runs may then differ.")
  private boolean fastest;

  @Option(
      names = "--no-device-data",
      description =
          "Make batches on the CPU and copy them, instead of keeping the training images in the"
              + " GPU's memory.")
  private boolean copied;

  @Option(
      names = "--precision",
      paramLabel = "PRECISION",
      converter = PrecisionName.class,
      completionCandidates = PrecisionName.class,
      description =
          "One of ${COMPLETION-CANDIDATES}; a device refuses those that it lacks. Default: the"
              + " device's own.")
  private Optional<Precision> precision = Optional.empty();

  String name() {
    return name;
  }

  /** The options that choose the device and its threads, as they were given. */
  List<String> given() {
    List<String> words = new ArrayList<>();
    if (!name.equals(Devices.AUTO)) {
      words.addAll(List.of("--device", name));
    }
    threads.ifPresent(count -> words.addAll(List.of("--threads", count.toString())));
    if (fastest) {
      words.add("--no-deterministic");
    }
    return words;
  }

  /**
   * How to open the device.
   *
   * @throws UserError if something was given that would have no effect
   */
  DeviceOptions options() {
    List<String> forGpus = forGpus();
    if (!forGpus.isEmpty()) {
      requireGpu(forGpus.get(0));
    }
    if (threads.isPresent() && threads.get() < 1) {
      throw new UserError("--threads must be at least 1, is " + threads.get());
    }
    OptionalInt count = threads.map(OptionalInt::of).orElse(OptionalInt.empty());
    return new DeviceOptions(precision, count, !oneByOne, !fastest, !copied);
  }

  private List<String> forGpus() {
    List<String> words = new ArrayList<>();
    if (oneByOne) {
      words.add("--no-cuda-graph");
    }
    if (fastest) {
      words.add("--no-deterministic");
    }
    if (copied) {
      words.add("--no-device-data");
    }
    return words;
  }

  /** Also where {@code auto} came to a CPU: the threads of a CPU are refused by a GPU, too. */
  private void requireGpu(String option) {
    String chosen = Devices.installed().select(name).name();
    if (ON_CPU.contains(chosen)) {
      throw new UserError(
          "%s is for a GPU, but the device is %s%s; leave it out, or give --device cudnn"
              .formatted(option, chosen, name.equals(Devices.AUTO) ? ", as auto chose" : ""));
    }
  }
}
