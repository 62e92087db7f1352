package dev.lamina.runtime.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.lamina.graph.op.AdamW;
import dev.lamina.graph.op.Sgd;
import dev.lamina.graph.op.UpdateOp;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers of the published protocols. */
class RecipesTest {

  static Stream<Arguments> published() {
    UpdateOp sgd = new Sgd(0.9, 1e-4, false);
    UpdateOp adamW = new AdamW(0.9, 0.999, 1e-8, 1e-4);
    UpdateOp nesterov = new Sgd(0.9, 5e-4, true);
    List<Integer> tutorial = List.of(100, 150);
    return Stream.of(
        arguments("ResNet", sgd, 0.1, 180, tutorial),
        arguments("PreActResNet", sgd, 0.1, 180, tutorial),
        arguments("GoogleNet", adamW, 0.001, 180, tutorial),
        arguments("DenseNet", adamW, 0.001, 180, tutorial),
        arguments("ResNeXt29", nesterov, 0.1, 300, List.of(150, 225)));
  }

  @ParameterizedTest
  @MethodSource("published")
  void areThePublishedOnes(
      String network, UpdateOp optimizer, double rate, int epochs, List<Integer> milestones) {
    Recipe recipe = Recipes.forNetwork(network);
    assertEquals(optimizer, recipe.optimizer());
    assertEquals(rate, recipe.learningRate());
    assertEquals(epochs, recipe.epochs());
    assertEquals(new MultiStepSchedule(milestones, 0.1), recipe.schedule());
    assertEquals(128, recipe.batchSize());
  }

  @ParameterizedTest
  @MethodSource("published")
  void useTheCropOfTheirProtocol(String network) {
    AugmentationKind expected =
        network.equals("ResNeXt29")
            ? AugmentationKind.FLIP_AND_PADDED_CROP
            : AugmentationKind.FLIP_AND_RESIZED_CROP;
    assertEquals(expected, Recipes.forNetwork(network).augmentation());
  }
}
