package dev.lamina.runtime.training;

import dev.lamina.runtime.checkpoint.ModelWeights;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.NumericFault;
import dev.lamina.runtime.session.StepMetrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * The loop over epochs: steps, validation, the best weights and the last ones kept in files, and
 * the state that the next epoch begins with; at the end the test of the best.
 */
final class Trainer {
  private final NetworkSession session;
  private final TrainingConfig config;
  private final RunLoaders loaders;
  private final Map<String, String> metadata;
  private final TrainingListener listener;
  private final Evaluator evaluator;
  private final Path checkpoint;
  private final Path last;
  private final StateFile stateFile;
  private final Divergence divergence;
  private final BooleanSupplier stop;
  private final List<EpochResult> epochs = new ArrayList<>();
  private PartialEpoch partial = PartialEpoch.NONE;
  private Optional<StepSource> source = Optional.empty();
  private int bestEpoch;

  Trainer(
      NetworkSession session,
      TrainingConfig config,
      RunLoaders loaders,
      Map<String, String> metadata,
      TrainingListener listener,
      BooleanSupplier stop) {
    this.session = session;
    this.config = config;
    this.loaders = loaders;
    this.metadata = metadata;
    this.listener = listener;
    this.stop = stop;
    evaluator = new Evaluator(session);
    String name = session.spec().name();
    checkpoint = config.out().resolve(name + ".safetensors");
    last = config.out().resolve(name + ".last.safetensors");
    stateFile = new StateFile(config.out(), name);
    divergence = new Divergence(session, config, stateFile, loaders.training());
  }

  /** Trains from new weights, or from where an earlier run stopped, to the last epoch. */
  TrainingResult run(Optional<StateFile.Saved> earlier) {
    earlier.ifPresentOrElse(this::goOn, this::begin);
    for (int epoch = epochs.size(); epoch < config.recipe().epochs(); epoch++) {
      if (stop.getAsBoolean() && stateFile.exists()) {
        throw new TrainingStopped(epoch, partial.steps(), stateFile.path());
      }
      epoch(epoch);
    }
    return test();
  }

  private void begin() {
    session.initialize(config.seed());
    // At once, so that nobody takes an earlier run's state for this one's, or weights for trained.
    saveState();
  }

  private void goOn(StateFile.Saved earlier) {
    earlier.restore(session);
    epochs.addAll(earlier.run().epochs());
    epochs.stream().filter(EpochResult::best).forEach(best -> bestEpoch = best.epoch());
    partial = earlier.run().partial();
    if (!epochs.isEmpty()) {
      ResumeChecks.bestIsThere(session.spec(), checkpoint, bestEpoch);
    }
  }

  private TrainingResult test() {
    ModelWeights.load(session, checkpoint);
    Predictions test =
        evaluator.predictions(
            loaders.evaluation().test(),
            () -> {
              if (stop.getAsBoolean()) {
                throw new TrainingStopped(epochs.size() - 1, 0, stateFile.path());
              }
            });
    listener.tested(test);
    TrainingResult result =
        new TrainingResult(epochs, bestEpoch, test.accuracy(), imagesPerSecond(), checkpoint);
    listener.finished(result);
    return result;
  }

  private void epoch(int epoch) {
    listener.epochStarted(epoch);
    EpochProgress progress = steps(epoch);
    double seconds = partial.seconds();
    session.swapAverages();
    Predictions validation =
        evaluator.predictions(loaders.evaluation().validation(), () -> stopInValidation(epoch));
    if (!Double.isFinite(validation.loss())) {
      throw divergence.errorInValidation(epoch, validation.loss());
    }
    double accuracy = validation.accuracy();
    boolean best = epochs.isEmpty() || accuracy > epochs.get(bestEpoch).validationAccuracy();
    EpochResult result =
        new EpochResult(
            epoch,
            rateAtEnd(epoch),
            progress.loss(),
            progress.accuracy(),
            validation.loss(),
            accuracy,
            best,
            seconds);
    epochs.add(result);
    if (best) {
      bestEpoch = epoch;
      keep(result, checkpoint);
    }
    keep(result, last);
    listener.validated(epoch, validation);
    listener.epochFinished(result);
    session.swapAverages();
    // Last, so that a run that is killed in between does the epoch again rather than forget it.
    partial = PartialEpoch.NONE;
    saveState();
  }

  /** With all of the epoch's steps behind it, so that a resumed run validates again. */
  private void stopInValidation(int epoch) {
    if (stop.getAsBoolean()) {
      session.swapAverages();
      saveState();
      throw new TrainingStopped(epoch, partial.steps(), stateFile.path());
    }
  }

  private EpochProgress steps(int epoch) {
    int stepsPerEpoch = loaders.training().batchesPerEpoch();
    EpochProgress progress = new EpochProgress(epoch, partial);
    double before = partial.seconds();
    long start = System.nanoTime();
    StepSource batches = batches();
    batches.start(epoch, partial.steps());
    while (progress.steps() < stepsPerEpoch) {
      double learningRate = config.recipe().learningRate(epoch, progress.steps(), stepsPerEpoch);
      step(batches, progress, learningRate);
      progress.count(session.batchSize());
      boolean last = progress.steps() == stepsPerEpoch;
      if (last || progress.unread() == session.device().stepsPerReading()) {
        read(progress);
      }
      listener.stepped(progress);
      if (stop.getAsBoolean()) {
        read(progress);
        partial = progress.partial(before + secondsSince(start));
        saveState();
        throw new TrainingStopped(epoch, progress.steps(), stateFile.path());
      }
    }
    partial = progress.partial(before + secondsSince(start));
    return progress;
  }

  /** Found out with the first epoch: a run that only has to be tested need not keep images. */
  private StepSource batches() {
    StepSource known = source.orElseGet(() -> StepSource.of(session, loaders.training()));
    source = Optional.of(known);
    return known;
  }

  /** Waits for the device and learns what the steps since the last reading measured. */
  private void read(EpochProgress progress) {
    for (StepMetrics metrics : session.metrics(progress.unread())) {
      if (!Double.isFinite(metrics.loss())) {
        // No later step could mend the weights.
        throw divergence.error(
            progress.epoch(), progress.steps() - progress.unread(), metrics.loss());
      }
      progress.read(metrics);
    }
  }

  private void step(StepSource batches, EpochProgress progress, double learningRate) {
    if (!isChecked(progress.steps())) {
      batches.step(learningRate);
      return;
    }
    Optional<NumericFault> fault = batches.stepChecked(learningRate);
    if (fault.isPresent()) {
      throw divergence.error(progress.epoch(), progress.steps(), fault.get());
    }
  }

  /** Whether a step of the epoch, counted from 0, is one whose numbers are looked at. */
  private boolean isChecked(int step) {
    return config.checkNumerics().isPresent()
        && (step + 1) % config.checkNumerics().getAsInt() == 0;
  }

  /** Of an epoch's last step: what a warm-up has come to. */
  private double rateAtEnd(int epoch) {
    int steps = loaders.training().batchesPerEpoch();
    return config.recipe().learningRate(epoch, steps - 1, steps);
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) * 1e-9;
  }

  private void saveState() {
    RunState run =
        new RunState(
            session.spec().name(),
            config.recipe(),
            config.seed(),
            config.limit(),
            session.device().precision(),
            loaders.training().examplesPerEpoch(),
            loaders.checksum(),
            session.stepsDone(),
            epochs,
            partial);
    stateFile.save(session, run);
  }

  private void keep(EpochResult result, Path file) {
    // Sorted, so that the same run writes the same bytes.
    Map<String, String> about = new TreeMap<>(metadata);
    about.put("network", session.spec().name());
    about.put("epoch", String.valueOf(result.epoch()));
    about.put("val_acc", String.format(Locale.ROOT, "%.6f", result.validationAccuracy()));
    about.put("seed", String.valueOf(config.seed()));
    ModelWeights.save(session, file, about);
  }

  private double imagesPerSecond() {
    double images = (double) epochs.size() * loaders.training().examplesPerEpoch();
    return images / epochs.stream().mapToDouble(EpochResult::trainingSeconds).sum();
  }
}
