package dev.lamina.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.lamina.graph.op.AdamW;
import dev.lamina.graph.op.Sgd;
import dev.lamina.graph.op.UpdateOp;
import dev.lamina.graph.recipe.AugmentationKind;
import dev.lamina.graph.recipe.MultiStepSchedule;
import dev.lamina.graph.recipe.Recipe;
import dev.lamina.runtime.network.CompiledNetwork;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The generated classes carry the numbers of the published protocols. */
class PublishedRecipesTest {

  static Stream<Arguments> published() {
    UpdateOp sgd = new Sgd(0.9, 1e-4, false);
    UpdateOp adamW = new AdamW(0.9, 0.999, 1e-8, 1e-4);
    UpdateOp nesterov = new Sgd(0.9, 5e-4, true);
    List<Integer> tutorial = List.of(100, 150);
    List<Integer> xie = List.of(150, 225);
    AugmentationKind resized = AugmentationKind.FLIP_AND_RESIZED_CROP;
    AugmentationKind padded = AugmentationKind.FLIP_AND_PADDED_CROP;
    return Stream.of(
        arguments(new CompiledResNet(), sgd, 0.1, 180, tutorial, resized),
        arguments(new CompiledPreActResNet(), sgd, 0.1, 180, tutorial, resized),
        arguments(new CompiledGoogleNet(), adamW, 0.001, 180, tutorial, resized),
        arguments(new CompiledDenseNet(), adamW, 0.001, 180, tutorial, resized),
        arguments(new CompiledResNeXt29(), nesterov, 0.1, 300, xie, padded),
        arguments(new CompiledResNeXt29Small(), nesterov, 0.1, 300, xie, padded));
  }

  @ParameterizedTest
  @MethodSource("published")
  void areThePublishedOnes(
      CompiledNetwork network,
      UpdateOp optimizer,
      double rate,
      int epochs,
      List<Integer> milestones,
      AugmentationKind augmentation) {
    Recipe expected =
        Recipe.of(optimizer, rate)
            .withSchedule(new MultiStepSchedule(milestones, 0.1))
            .withEpochs(epochs)
            .withBatchSize(128)
            .withAugmentation(augmentation);
    assertEquals(expected, network.recipe());
  }
}
