package dev.lamina.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.CompilationSubject;
import dev.lamina.dsl.Augmentation;
import dev.lamina.graph.recipe.AugmentationKind;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code @Training} becomes in the generated class. */
class TrainingAnnotationTest {
  private static final String NETWORK =
      "@Network(input = @Input(channels = 3, height = 32, width = 32), classes = 10)\n";
  private static final String BODY =
      """
       {
        @Conv(filters = 16, kernel = 3) Layer stem();
        @GlobalAvgPool Layer pool();
        @Linear Layer classifier();
      }
      """;

  private static Compilation compile(String source) {
    return Declarations.compile(Declarations.source("Net", source));
  }

  private static String generated(String source, String type) throws IOException {
    Compilation compilation = compile(source);
    CompilationSubject.assertThat(compilation).succeededWithoutWarnings();
    for (JavaFileObject file : compilation.generatedSourceFiles()) {
      if (file.getName().endsWith("/" + type + ".java")) {
        return file.getCharContent(false).toString();
      }
    }
    throw new AssertionError("no " + type);
  }

  private static String recipe(String source, String type) throws IOException {
    String text = generated(source, type);
    int start = text.indexOf("return Recipe.of");
    return text.substring(start, text.indexOf(";", start)).replaceAll("\\s+", " ");
  }

  @Test
  void theDefaultsAreWrittenShort() throws IOException {
    assertEquals(
        "return Recipe.of(new Sgd(0.9, 1.0E-4, false), 0.1) .withEpochs(180) .withBatchSize(128)",
        recipe(NETWORK + "@Training interface Net" + BODY, "CompiledNet"));
  }

  @Test
  void everythingThatIsWrittenIsThere() throws IOException {
    String training =
        """
        @Training(optimizer = Optimizer.ADAMW, beta1 = 0.8, beta2 = 0.99, epsilon = 1e-7,
            weightDecay = 0.01, schedule = Schedule.COSINE, minimumLearningRate = 1e-5,
            warmupEpochs = 5, epochs = 60, batchSize = 64, augment = Augmentation.NONE,
            labelSmoothing = 0.1, clipNorm = 5, averageDecay = 0.999)
        """;
    assertEquals(
        "return Recipe.of(new AdamW(0.8, 0.99, 1.0E-7, 0.01), 0.001)"
            + " .withSchedule(new CosineSchedule(1.0E-5)) .withWarmupEpochs(5) .withEpochs(60)"
            + " .withBatchSize(64) .withAugmentation(AugmentationKind.NONE)"
            + " .withLabelSmoothing(0.1) .withClipNorm(5.0) .withAverageDecay(0.999)",
        recipe(NETWORK + training + "interface Net" + BODY, "CompiledNet"));
  }

  @Test
  void attributesAreInheritedOneByOne() throws IOException {
    String source =
        NETWORK
            + "@Training(nesterov = true, milestones = {3, 5}, epochs = 7) interface Base"
            + BODY
            + "@Network @Training(epochs = 9, learningRate = 0.05) interface Net extends Base {}";
    assertEquals(
        "return Recipe.of(new Sgd(0.9, 1.0E-4, true), 0.05)"
            + " .withSchedule(new MultiStepSchedule(List.of(3, 5), 0.1)) .withEpochs(9)"
            + " .withBatchSize(128)",
        recipe(source, "CompiledNet"));
  }

  @Test
  void aNetworkThatExtendsOneWithARecipeHasIt() throws IOException {
    String source =
        NETWORK
            + "@Training(epochs = 7) interface Base"
            + BODY
            + "@Network interface Net extends Base {}";
    assertTrue(recipe(source, "CompiledNet").contains(".withEpochs(7)"));
  }

  @Test
  void withoutTheAnnotationNothingIsWritten() throws IOException {
    assertTrue(!generated(NETWORK + "interface Net" + BODY, "CompiledNet").contains("Recipe"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "epochs = 0 | [LAM130] epochs = 0 of @Training is too small; it must be at least 1",
        "batchSize = 0 | [LAM130] batchSize = 0 of @Training is too small; it must be at least 1",
        "warmupEpochs = -1 | [LAM130] warmupEpochs = -1 of @Training is too small",
        "learningRate = -0.1 | [LAM132] learningRate = -0.1 of @Training lies outside (0, ∞)",
        "momentum = 1 | [LAM132] momentum = 1.0 of @Training lies outside [0, 1)",
        "weightDecay = -1 | [LAM132] weightDecay = -1.0 of @Training lies outside [0, 1)",
        "gamma = 0 | [LAM132] gamma = 0.0 of @Training lies outside (0, 1]",
        "labelSmoothing = 1 | [LAM132] labelSmoothing = 1.0 of @Training lies outside [0, 1)",
        "averageDecay = 1 | [LAM132] averageDecay = 1.0 of @Training lies outside [0, 1)",
        "clipNorm = -1 | [LAM132] clipNorm = -1.0 of @Training lies outside [0, ∞)",
        "milestones = {0, 1} | [LAM143] milestones = [0, 1] of @Training do not ascend",
        "beta1 = 0.5 | [LAM144] beta1 of @Training has no effect with optimizer = SGD",
        "minimumLearningRate = 0.1 | [LAM144] minimumLearningRate of @Training has no effect",
      })
  void numbersThatNoRunCanHaveAreRefused(String attribute, String message) {
    Compilation compilation =
        compile(NETWORK + "@Training(" + attribute + ") interface Net" + BODY);
    List<String> errors =
        compilation.errors().stream().map(error -> error.getMessage(Locale.ROOT)).toList();
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(errors.get(0).startsWith(message), errors.get(0));
  }

  @Test
  void theLanguageAndTheCompilerKnowTheSameAugmentations() {
    assertEquals(names(Augmentation.values()), names(AugmentationKind.values()));
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).toList();
  }
}
