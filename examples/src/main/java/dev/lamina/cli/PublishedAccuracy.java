package dev.lamina.cli;

import java.util.Map;
import java.util.Optional;

/**
 * What a network reaches on CIFAR-10 in "Tutorial 5: Inception, ResNet and DenseNet" of the
 * University of Amsterdam's deep learning course: the trained weights that the tutorial publishes.
 * Fractions, 0 to 1.
 *
 * @param validation on the last 5,000 of the shuffled training images
 * @param test on the 10,000 test images
 */
record PublishedAccuracy(double validation, double test) {
  private static final Map<String, PublishedAccuracy> TUTORIAL =
      Map.of(
          "GoogleNet", new PublishedAccuracy(0.9040, 0.8970),
          "ResNet", new PublishedAccuracy(0.9184, 0.9106),
          "PreActResNet", new PublishedAccuracy(0.9180, 0.9107),
          "DenseNet", new PublishedAccuracy(0.9072, 0.9023));

  /** The published accuracies of a network, if the tutorial has it. */
  static Optional<PublishedAccuracy> of(String network) {
    return Optional.ofNullable(TUTORIAL.get(network));
  }
}
