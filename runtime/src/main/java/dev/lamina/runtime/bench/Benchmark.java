package dev.lamina.runtime.bench;

import dev.lamina.graph.recipe.Recipe;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceChoice;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.profile.Profile;
import dev.lamina.runtime.profile.ProfilingDevice;
import dev.lamina.runtime.recording.RecordedStep;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How fast a network trains here, or infers, put together step by step.
 *
 * <pre>{@code
 * BenchmarkResult result = Benchmark.of(new CompiledResNet()).steps(50).run();
 * double speed = result.imagesPerSecond().median();
 * }</pre>
 *
 * <p>Steps run on random images that are in memory already, by the network's recipe; in inference,
 * a step is a batch through the network, until its logits are read. A profile is taken of further
 * steps in a session of its own, so that it does not slow down what is measured.
 */
public final class Benchmark {
  private static final int STEPS = 20;
  private static final int WARM_UP = 5;
  private static final int MOST_PROFILED = 10;

  private final CompiledNetwork network;
  private Recipe recipe;
  private int steps = STEPS;
  private String device = Devices.AUTO;
  private DeviceOptions deviceOptions = DeviceOptions.defaults();
  private boolean profiled;
  private boolean alone;
  private boolean inference;

  private Benchmark(CompiledNetwork network) {
    this.network = network;
    recipe = network.recipe();
  }

  /** A benchmark of a network. */
  public static Benchmark of(CompiledNetwork network) {
    return new Benchmark(network);
  }

  /** Sets the images of a step. */
  public Benchmark batchSize(int images) {
    recipe = recipe.withBatchSize(images);
    return this;
  }

  /** Sets how many steps are measured, after {@value #WARM_UP} that are not. */
  public Benchmark steps(int count) {
    steps = count;
    return this;
  }

  /** Chooses a device by its name, {@code auto} for the best usable one. */
  public Benchmark on(String name) {
    device = name;
    return this;
  }

  /** Sets the device's precision and threads. */
  public Benchmark deviceOptions(DeviceOptions options) {
    deviceOptions = options;
    return this;
  }

  /** Measures inference instead of training. */
  public Benchmark inference() {
    inference = true;
    return this;
  }

  /** Asks for the limit that comes of what each kernel takes alone. */
  public Benchmark alone() {
    alone = true;
    return this;
  }

  /** Asks for a profile of at most {@value #MOST_PROFILED} further steps. */
  public Benchmark profiled() {
    profiled = true;
    return this;
  }

  /**
   * Measures.
   *
   * @throws UserError if the device cannot be used or a number is wrong
   */
  public BenchmarkResult run() {
    int images = recipe.batchSize();
    requirePositive("batch size", images);
    requirePositive("steps", steps);
    DeviceChoice choice = Devices.installed().select(device);
    RandomBatch batch = RandomBatch.of(network.spec(), images);
    Measured measured = measure(choice.open(deviceOptions), batch);
    Limits limits = limits(choice);
    return new BenchmarkResult(
        network.spec().name(),
        inference,
        choice,
        measured.description,
        images,
        steps,
        measured.seconds,
        measured.firstStep,
        measured.pageFaults,
        measured.devicePeakBytes,
        measured.residentPeakBytes,
        limits.each,
        limits.alone,
        profiled ? Optional.of(profile(choice, batch)) : Optional.empty());
  }

  private static void requirePositive(String what, int value) {
    if (value < 1) {
      throw new UserError("%s must be at least 1, is %d".formatted(what, value));
    }
  }

  /** What the measured session tells. */
  private record Measured(
      String description,
      Spread seconds,
      Instant firstStep,
      OptionalLong pageFaults,
      long devicePeakBytes,
      OptionalLong residentPeakBytes) {}

  private Measured measure(Device opened, RandomBatch batch) {
    try (NetworkSession session = open(opened)) {
      step(batch, session);
      Instant firstStep = Instant.now();
      for (int i = 1; i < WARM_UP; i++) {
        step(batch, session);
      }
      double[] seconds = new double[steps];
      OptionalLong before = PageFaults.soFar();
      for (int i = 0; i < steps; i++) {
        long start = System.nanoTime();
        step(batch, session);
        seconds[i] = (System.nanoTime() - start) * 1e-9;
      }
      OptionalLong after = PageFaults.soFar();
      return new Measured(
          opened.description(),
          Spread.of(seconds),
          firstStep,
          before.isPresent() && after.isPresent()
              ? OptionalLong.of(after.getAsLong() - before.getAsLong())
              : OptionalLong.empty(),
          opened.memory().peakBytes(),
          ResidentMemory.peakBytes());
    }
  }

  private NetworkSession open(Device opened) {
    SessionOptions options =
        inference ? SessionOptions.inference(recipe.batchSize()) : SessionOptions.training(recipe);
    NetworkSession session = NetworkSession.open(network, opened, options);
    session.initialize(1);
    return session;
  }

  private void step(RandomBatch batch, NetworkSession session) {
    if (inference) {
      batch.infer(session);
    } else {
      batch.step(session);
    }
  }

  /** What this machine could reach, at the rates of large ops and by each kernel alone. */
  private record Limits(StepLimit each, Optional<AloneLimit> alone) {}

  private Limits limits(DeviceChoice choice) {
    List<Binding> ops = ops();
    try (Device opened = choice.open(deviceOptions)) {
      MachineSpeed speed = MachineSpeed.measure(opened);
      return new Limits(
          StepLimit.of(ops, opened, speed),
          alone
              ? Optional.of(AloneLimit.of(ops, opened, speed, System::nanoTime))
              : Optional.empty());
    }
  }

  private List<Binding> ops() {
    return inference
        ? RecordedStep.ofInference(network, recipe.batchSize())
        : RecordedStep.of(network, recipe);
  }

  private Profile profile(DeviceChoice choice, RandomBatch batch) {
    ProfilingDevice opened = new ProfilingDevice(choice.open(deviceOptions));
    try (NetworkSession session = open(opened)) {
      for (int i = 0; i < WARM_UP; i++) {
        step(batch, session);
      }
      for (int i = 0; i < Math.min(steps, MOST_PROFILED); i++) {
        opened.note(() -> step(batch, session));
      }
      return opened.profile();
    }
  }
}
