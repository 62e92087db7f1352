package dev.lamina.runtime.training;

import dev.lamina.graph.recipe.Recipe;
import dev.lamina.runtime.checkpoint.OutputFolder;
import dev.lamina.runtime.data.DatasetSource;
import dev.lamina.runtime.data.TrainTest;
import dev.lamina.runtime.device.DeviceChoice;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.device.Precision;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A training run, put together step by step.
 *
 * <pre>{@code
 * TrainingResult result =
 *     Training.of(new CompiledResNet(), new Cifar10Folder(Path.of("data")))
 *         .recipe(r -> r.withEpochs(20))
 *         .run();
 * }</pre>
 *
 * <p>Without further words, a run follows the network's own recipe with seed 42 on the best device
 * of this machine and writes to {@code runs/NETWORK}. The same seed on the same device with the
 * same number of threads gives the same bits. For one run at a time; mistakes surface in {@link
 * #run} as {@link dev.lamina.runtime.UserError}.
 */
public final class Training {
  private static final long DEFAULT_SEED = 42;

  private final CompiledNetwork network;
  private final DatasetSource data;
  private UnaryOperator<Recipe> change = UnaryOperator.identity();
  private String device = Devices.AUTO;
  private DeviceOptions deviceOptions = DeviceOptions.defaults();
  private OptionalLong seed = OptionalLong.empty();
  private OptionalInt limit = OptionalInt.empty();
  private OptionalInt checkNumerics = OptionalInt.empty();
  private Path out;
  private boolean resume;
  private TrainingListener listener = TrainingListener.silent();
  private BooleanSupplier stop = () -> false;

  private Training(CompiledNetwork network, DatasetSource data) {
    this.network = network;
    this.data = data;
    out = Path.of("runs", network.spec().name());
  }

  /**
   * A run of a network on a data set.
   *
   * @param network what to train, for example {@code new CompiledResNet()}
   * @param data the images, not read before {@link #run}
   */
  public static Training of(CompiledNetwork network, DatasetSource data) {
    return new Training(network, data);
  }

  /** Changes the recipe, for example {@code r -> r.withEpochs(20)}. */
  public Training recipe(UnaryOperator<Recipe> next) {
    UnaryOperator<Recipe> before = change;
    change = recipe -> next.apply(before.apply(recipe));
    return this;
  }

  /** Chooses a device by its name, {@code auto} for the best usable one. */
  public Training on(String name) {
    device = name;
    return this;
  }

  /** Sets the device's precision and threads. */
  public Training deviceOptions(DeviceOptions options) {
    deviceOptions = options;
    return this;
  }

  /** Sets the seed of weights, order, augmentation and dropout. */
  public Training seed(long value) {
    seed = OptionalLong.of(value);
    return this;
  }

  /** Trains on so many images only, for a quick look; evaluation stays complete. */
  public Training limit(int images) {
    limit = OptionalInt.of(images);
    return this;
  }

  /**
   * Looks at every number of every so many steps of an epoch, and ends the run at the first that is
   * not finite, or the greatest that the device's precision holds, although the loss may tell
   * nothing of it yet. Bits do not change; such steps take several times as long.
   *
   * @param steps at least 1, which means every step
   */
  public Training checkNumerics(int steps) {
    checkNumerics = OptionalInt.of(steps);
    return this;
  }

  /**
   * Goes on with the run in the output folder where it was left, as if it had never stopped. Its
   * recipe, seed, limit and precision hold; only the number of epochs may be changed.
   */
  public Training resume() {
    resume = true;
    return this;
  }

  /**
   * Asked after every step: once it says true, the run writes its state and ends with {@link
   * TrainingStopped}.
   */
  public Training stopWhen(BooleanSupplier value) {
    stop = value;
    return this;
  }

  /** Sets the folder for the weights, the state of the run and its logs. */
  public Training out(Path folder) {
    out = folder;
    return this;
  }

  /** Sets who hears of the progress. */
  public Training listener(TrainingListener value) {
    listener = value;
    return this;
  }

  /**
   * Trains, and tests the best epoch.
   *
   * @throws dev.lamina.runtime.UserError if the data, the device, the folder or a number is wrong,
   *     another run is writing to the folder, there is nothing to resume, or the loss stops being
   *     finite
   * @throws TrainingStopped if it was asked to end early
   */
  public TrainingResult run() {
    return resume ? resumed() : run(fresh(), Optional.empty());
  }

  private TrainingResult resumed() {
    String name = network.spec().name();
    StateFile file = new StateFile(out, name);
    file.requireExistence(name);
    // Claimed before the state is read, which must not be that of a run still under way.
    return claimed(() -> resumed(file.read()));
  }

  private TrainingResult resumed(StateFile.Saved saved) {
    return run(resumed(saved.run()), Optional.of(saved));
  }

  private TrainingResult run(TrainingConfig config, Optional<StateFile.Saved> earlier) {
    RunData images = RunData.of(data, network.spec());
    DeviceChoice choice = Devices.installed().select(device);
    // The session first: it knows which batch fits, and the loaders would take memory for theirs.
    try (NetworkSession session = open(choice, precision(earlier), config.recipe());
        RunLoaders loaders = images.open(config)) {
      earlier.ifPresent(saved -> ResumeChecks.sameImages(saved, loaders));
      Supplier<TrainingResult> training =
          () -> {
            listener.started(describe(session, choice, images.source(), loaders, config));
            listener.prepared(new RunMaterial(network, images.source(), images.examples(config)));
            return new Trainer(session, config, loaders, images.metadata(), listener, stop)
                .run(earlier);
          };
      // A new run's folder only now, so that a mistake in data or settings leaves none behind.
      return earlier.isPresent() ? training.get() : claimed(training);
    }
  }

  private TrainingResult claimed(Supplier<TrainingResult> training) {
    try (OutputFolder folder = OutputFolder.claim(out)) {
      folder.deleteLeftovers();
      return training.get();
    }
  }

  private TrainingConfig fresh() {
    Recipe recipe = change.apply(network.recipe());
    return new TrainingConfig(
        recipe, seed.orElse(DEFAULT_SEED), limit, out, loaderThreads(), checkNumerics);
  }

  private TrainingConfig resumed(RunState run) {
    Recipe recipe = change.apply(run.recipe());
    ResumeChecks.sameRun(run, recipe, seed, limit, deviceOptions.precision());
    return new TrainingConfig(recipe, run.seed(), run.limit(), out, loaderThreads(), checkNumerics);
  }

  private Optional<Precision> precision(Optional<StateFile.Saved> earlier) {
    return earlier.map(saved -> saved.run().precision()).or(deviceOptions::precision);
  }

  private NetworkSession open(DeviceChoice choice, Optional<Precision> precision, Recipe recipe) {
    return NetworkSession.open(
        network,
        choice.open(deviceOptions.withPrecision(precision)),
        SessionOptions.training(recipe));
  }

  private static RunDescription describe(
      NetworkSession session,
      DeviceChoice choice,
      TrainTest source,
      RunLoaders loaders,
      TrainingConfig config) {
    return new RunDescription(
        session.spec().name(),
        choice.name(),
        choice.reason(),
        session.device().description(),
        source.origin(),
        source.notice(),
        loaders.training().examplesPerEpoch(),
        loaders.evaluation().validation().examplesPerEpoch(),
        loaders.evaluation().test().examplesPerEpoch(),
        loaders.training().batchesPerEpoch(),
        config);
  }

  private static int loaderThreads() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 4);
  }
}
