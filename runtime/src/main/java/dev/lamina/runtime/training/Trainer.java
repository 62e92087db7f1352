package dev.lamina.runtime.training;

import dev.lamina.runtime.checkpoint.ModelWeights;
import dev.lamina.runtime.data.loader.Batch;
import dev.lamina.runtime.data.loader.BatchLoader;
import dev.lamina.runtime.prediction.ClassNames;
import dev.lamina.runtime.session.NetworkSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The loop over epochs: steps, validation, the best weights kept in a file; at the end the test of
 * the best.
 */
final class Trainer {
  private final NetworkSession session;
  private final TrainingConfig config;
  private final List<String> classes;
  private final TrainingListener listener;
  private final Evaluator evaluator;
  private final Path checkpoint;
  private final List<EpochResult> epochs = new ArrayList<>();
  private int bestEpoch;
  private long images;

  Trainer(
      NetworkSession session,
      TrainingConfig config,
      List<String> classes,
      TrainingListener listener) {
    this.session = session;
    this.config = config;
    this.classes = classes;
    this.listener = listener;
    evaluator = new Evaluator(session);
    checkpoint = config.out().resolve(session.spec().name() + ".safetensors");
  }

  /** Trains from new weights to the last epoch. */
  TrainingResult run(RunLoaders loaders) {
    session.initialize(config.seed());
    for (int epoch = 0; epoch < config.recipe().epochs(); epoch++) {
      epoch(epoch, loaders);
    }
    ModelWeights.load(session, checkpoint);
    Predictions test = evaluator.predictions(loaders.evaluation().test());
    listener.tested(test);
    TrainingResult result =
        new TrainingResult(epochs, bestEpoch, test.accuracy(), imagesPerSecond(), checkpoint);
    listener.finished(result);
    return result;
  }

  private void epoch(int epoch, RunLoaders loaders) {
    listener.epochStarted(epoch);
    long start = System.nanoTime();
    EpochProgress progress = steps(epoch, loaders.training());
    double seconds = (System.nanoTime() - start) * 1e-9;
    Predictions validation = evaluator.predictions(loaders.evaluation().validation());
    double accuracy = validation.accuracy();
    boolean best = epochs.isEmpty() || accuracy > epochs.get(bestEpoch).validationAccuracy();
    EpochResult result =
        new EpochResult(
            epoch,
            config.recipe().learningRate(epoch),
            progress.loss(),
            progress.accuracy(),
            validation.loss(),
            accuracy,
            best,
            seconds);
    epochs.add(result);
    if (best) {
      keep(result);
    }
    listener.validated(epoch, validation);
    listener.epochFinished(result);
  }

  private EpochProgress steps(int epoch, BatchLoader training) {
    double learningRate = config.recipe().learningRate(epoch);
    EpochProgress progress = new EpochProgress(epoch, learningRate);
    for (Batch batch : training.epoch(epoch)) {
      session.step(batch.images(), batch.labels(), learningRate);
      progress.add(session.metrics(), batch.size());
      listener.stepped(progress);
    }
    images += progress.images();
    return progress;
  }

  private void keep(EpochResult result) {
    bestEpoch = result.epoch();
    // Sorted, so that the same run writes the same bytes.
    Map<String, String> about = new TreeMap<>();
    about.put("network", session.spec().name());
    about.put("epoch", String.valueOf(result.epoch()));
    about.put("val_acc", String.format(Locale.ROOT, "%.6f", result.validationAccuracy()));
    about.put(ClassNames.KEY, ClassNames.entry(classes));
    about.put("seed", String.valueOf(config.seed()));
    ModelWeights.save(session, checkpoint, about);
  }

  private double imagesPerSecond() {
    return images / epochs.stream().mapToDouble(EpochResult::trainingSeconds).sum();
  }
}
