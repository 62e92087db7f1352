package dev.lamina.runtime.training;

import dev.lamina.graph.ir.Shape;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.data.DatasetSource;
import dev.lamina.runtime.data.ImageDataset;
import dev.lamina.runtime.data.Normalization;
import dev.lamina.runtime.data.Split;
import dev.lamina.runtime.data.TrainTest;
import dev.lamina.runtime.data.loader.BatchLoader;
import dev.lamina.runtime.data.loader.LoaderConfig;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.prediction.ClassNames;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A data set in the three parts of a run, as loaders of one batch size. */
final class RunData {
  /** The seed of the published split; a run's own seed must not change what it is judged on. */
  private static final long SPLIT_SEED = 42;

  private static final int EXAMPLES = 8;

  private final TrainTest source;
  private final Split split;
  private final Normalization normalization;

  private RunData(TrainTest source, Normalization normalization) {
    this.source = source;
    this.split = source.split(SPLIT_SEED);
    this.normalization = normalization;
  }

  /**
   * Reads a data set for a network.
   *
   * @throws UserError if it cannot be read or the network does not take its images
   */
  static RunData of(DatasetSource data, NetworkSpec network) {
    return of(data, network, Map.of());
  }

  /**
   * Reads a data set for a network that is trained already.
   *
   * @param metadata of its weights, which know their normalization better than the data does
   * @throws UserError if it cannot be read, the network does not take its images, or the weights
   *     were trained on other classes
   */
  static RunData of(DatasetSource data, NetworkSpec network, Map<String, String> metadata) {
    Shape input = network.input();
    TrainTest source = data.fitted(input.height(), input.width()).load();
    checkFits(source, network);
    ClassNames.kept(network, metadata).ifPresent(names -> checkClasses(source, names));
    RunData images =
        new RunData(
            source,
            Normalization.read(metadata, input.channels()).orElseGet(source::normalization));
    images.checkParts();
    return images;
  }

  /** Refuses images that the network does not take. */
  private static void checkFits(TrainTest source, NetworkSpec network) {
    ImageDataset images = source.training();
    Shape shape = Shape.of(images.channels(), images.height(), images.width());
    if (!shape.equals(network.input()) || images.classNames().size() != network.classes()) {
      throw new UserError(
          ("%s takes images of %s in %d classes, but those of %s are %s in %d classes; "
                  + "give other data, or declare a network for these")
              .formatted(
                  network.name(),
                  network.input(),
                  network.classes(),
                  source.origin(),
                  shape,
                  images.classNames().size()));
    }
  }

  // Labels of the same numbers may mean something else, and the accuracy would mean nothing.
  private static void checkClasses(TrainTest source, List<String> trained) {
    List<String> found = source.training().classNames();
    for (int i = 0; i < found.size(); i++) {
      if (!found.get(i).equals(trained.get(i))) {
        throw new UserError(
            "the weights were trained on other classes: class %d is '%s' there, but '%s' in %s; "
                    .formatted(i, trained.get(i), found.get(i), source.origin())
                + "give the data that they were trained on, or weights for these");
      }
    }
  }

  // An accuracy over no image is no number.
  private void checkParts() {
    if (split.validation().length == 0 || source.test().size() == 0) {
      throw new UserError(
          "%s has %d training and %d test images, at least 10 and 1 are needed; add some"
              .formatted(source.origin(), source.training().size(), source.test().size()));
    }
  }

  /**
   * Starts loading.
   *
   * @throws UserError if there are too few training images for a batch
   */
  RunLoaders open(TrainingConfig config) {
    int batchSize = config.recipe().batchSize();
    int[] indices = trainingIndices(config);
    if (indices.length < batchSize) {
      throw new UserError(
          "%d training images do not fill a batch of %d; lower the batch size or use more images"
              .formatted(indices.length, batchSize));
    }
    return new RunLoaders(
        BatchLoader.open(source.training(), indices, training(config)),
        ImageChecksum.of(source.training(), indices),
        openForEvaluation(batchSize));
  }

  /** Starts loading validation and test images alone. */
  EvaluationLoaders openForEvaluation(int batchSize) {
    LoaderConfig evaluation = LoaderConfig.evaluation(batchSize, normalization);
    return new EvaluationLoaders(
        BatchLoader.open(source.training(), split.validation(), evaluation),
        BatchLoader.open(source.test(), evaluation));
  }

  private LoaderConfig training(TrainingConfig config) {
    return LoaderConfig.training(config.recipe().batchSize(), config.seed(), normalization)
        .withAugmentation(Augmentations.of(config.recipe().augmentation(), normalization))
        .withThreads(config.loaderThreads());
  }

  private int[] trainingIndices(TrainingConfig config) {
    int[] all = split.training();
    return Arrays.copyOf(all, Math.min(all.length, config.limit().orElse(all.length)));
  }

  /** A few of the images that the run trains on, as indices into the training images. */
  List<Integer> examples(TrainingConfig config) {
    return IntStream.of(trainingIndices(config)).limit(EXAMPLES).boxed().toList();
  }

  /** What is kept with the weights, so that they can be used without these images. */
  Map<String, String> metadata() {
    Map<String, String> metadata = new TreeMap<>(normalization.metadata());
    metadata.put(ClassNames.KEY, ClassNames.entry(source.training().classNames()));
    return metadata;
  }

  TrainTest source() {
    return source;
  }
}
