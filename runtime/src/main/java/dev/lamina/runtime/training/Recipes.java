package dev.lamina.runtime.training;

import dev.lamina.graph.op.AdamW;
import dev.lamina.graph.op.Sgd;
import java.util.List;

/** The published recipes for CIFAR-10. */
public final class Recipes {
  private static final double MOMENTUM = 0.9;
  private static final double DROP = 0.1;
  private static final int BATCH_SIZE = 128;

  private Recipes() {}

  /**
   * SGD with momentum for residual networks: 180 epochs, learning rate 0.1, a tenth of it after 100
   * epochs, a hundredth after 150.
   */
  public static Recipe sgd() {
    return new Recipe(
        new Sgd(MOMENTUM, 1e-4, false),
        0.1,
        new MultiStepSchedule(List.of(100, 150), DROP),
        180,
        BATCH_SIZE,
        AugmentationKind.FLIP_AND_RESIZED_CROP);
  }

  /**
   * AdamW for Inception and dense networks: 180 epochs, learning rate 0.001, a tenth of it after
   * 100 epochs, a hundredth after 150.
   */
  public static Recipe adamW() {
    return new Recipe(
        new AdamW(0.9, 0.999, 1e-8, 1e-4),
        1e-3,
        new MultiStepSchedule(List.of(100, 150), DROP),
        180,
        BATCH_SIZE,
        AugmentationKind.FLIP_AND_RESIZED_CROP);
  }

  /**
   * SGD with Nesterov's momentum for aggregated residual networks (Xie et al., 2017): 300 epochs,
   * learning rate 0.1, a tenth of it after 150 epochs, a hundredth after 225.
   */
  public static Recipe nesterov() {
    return new Recipe(
        new Sgd(MOMENTUM, 5e-4, true),
        0.1,
        new MultiStepSchedule(List.of(150, 225), DROP),
        300,
        BATCH_SIZE,
        AugmentationKind.FLIP_AND_PADDED_CROP);
  }

  /**
   * The recipe that a network's results were published with; {@link #sgd} for any other network.
   *
   * @param network name, for example {@code DenseNet}
   */
  public static Recipe forNetwork(String network) {
    if (network.startsWith("ResNeXt")) {
      return nesterov();
    }
    return switch (network) {
      case "GoogleNet", "DenseNet" -> adamW();
      default -> sgd();
    };
  }
}
