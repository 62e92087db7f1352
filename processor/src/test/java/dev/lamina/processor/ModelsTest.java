package dev.lamina.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.Compiler;
import dev.lamina.graph.StageListener;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Parameter;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dInputGradSum;
import dev.lamina.graph.op.NormedConv2d;
import dev.lamina.graph.op.NormedConv2dGrad;
import dev.lamina.graph.plan.MemoryPlan;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.tree.NetworkTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The networks that come with Lamina against the published code's parameters. */
class ModelsTest {

  private static final Map<String, NetworkTree> MODELS = Declarations.trees(Declarations.models());

  @ParameterizedTest
  @CsvSource({
    "ResNet, 272378",
    "PreActResNet, 272250",
    "GoogleNet, 260650",
    "DenseNet, 239146",
    "ResNeXt29, 34426698",
    "ResNeXt29Small, 1935306"
  })
  void hasThePublishedNumberOfParameters(String name, long parameters) {
    PlannedNetwork planned = Declarations.plan(MODELS.get(name));
    long sum =
        planned.model().parameters().stream().mapToLong(p -> p.value().shape().elements()).sum();
    assertEquals(parameters, sum);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ResNet", "PreActResNet", "GoogleNet", "DenseNet"})
  void namesEveryParameterAsThePublishedWeightsDo(String name) throws IOException {
    assertEquals(resource(name), stateDict(MODELS.get(name)));
  }

  @Test
  void aNarrowResNeXtNamesEveryParameterAsThePublishedCodeDoes() throws IOException {
    NetworkTree tree =
        Declarations.tree(
            "@Conv(filters = 64, kernel = 3) @BatchNorm @Activation",
            "@StateDict(value = \"conv_1_3x3\", norm = \"bn_1\") Layer stem();",
            "@Residual(filters = 128, blocks = 2) @StateDict(\"stage_1.#\")",
            "@Grouped(cardinality = 4, baseWidth = 8, widen = 2) Layer stage1();",
            "@Residual(filters = 256, blocks = 2, stride = 2) @StateDict(\"stage_2.#\")",
            "@Grouped(cardinality = 4, baseWidth = 8, widen = 2) Layer stage2();",
            "@Residual(filters = 512, blocks = 2, stride = 2) @StateDict(\"stage_3.#\")",
            "@Grouped(cardinality = 4, baseWidth = 8, widen = 2) Layer stage3();",
            "@GlobalAvgPool Layer pool();",
            "@Linear Layer classifier();");
    assertEquals(resource("ResNeXt20"), stateDict(tree));
  }

  @Test
  void allCompileWithoutErrors() {
    assertThat(Declarations.compile(Declarations.models())).succeededWithoutWarnings();
  }

  /** Bottlenecks of ResNeXt29 are wider than what they write, but for the first shortcut. */
  @ParameterizedTest
  @CsvSource({
    "ResNet, 0",
    "PreActResNet, 0",
    "GoogleNet, 0",
    "DenseNet, 0",
    "ResNeXt29, 1",
    "ResNeXt29Small, 10"
  })
  void normsOfWideMapsAreToldFromNarrowOnes(String name, int norms) {
    PlannedNetwork planned = Declarations.plan(MODELS.get(name));
    assertEquals(norms, count(planned.training().forward(), NormedConv2d.class));
    assertEquals(norms, count(planned.training().backward(), NormedConv2dGrad.class));
    assertEquals(0, count(planned.training().backward(), Conv2d.class));
  }

  /** What a norm told from a narrow map saves, and convolutions computed again instead of it. */
  @Test
  void theNarrowResNeXtKeepsHalfOfItsMapsEitherWay() {
    long keeping = activations("norm-from-input", "recompute-convolution", "recompute-norm");
    assertEquals(0.5, (double) activations() / keeping, 0.03);
    assertEquals(0.5, (double) activations("norm-from-input") / keeping, 0.03);
  }

  private static long activations(String... switchedOff) {
    return plannedWithout(Set.of(switchedOff), "ResNeXt29Small").activations();
  }

  private static long count(List<Node> nodes, Class<?> op) {
    return nodes.stream().filter(node -> op.isInstance(node.op())).count();
  }

  /** Those of 1x1 convolutions that read what others read, too. */
  @ParameterizedTest
  @CsvSource({
    "ResNet, 0",
    "PreActResNet, 0",
    "GoogleNet, 24",
    "DenseNet, 0",
    "ResNeXt29, 9",
    "ResNeXt29Small, 9"
  })
  void gradientsAreAddedInPlaceAndTakeNoMoreMemory(String name, int gradients) {
    PlannedNetwork planned = Declarations.plan(MODELS.get(name));
    MemoryPlan plan = planned.trainingPlan();
    List<Node> adding =
        planned.training().backward().stream()
            .filter(node -> node.op() instanceof Conv2dInputGradSum)
            .toList();
    assertEquals(gradients, adding.size());
    for (Node node : adding) {
      Value term = node.input(Conv2dInputGradSum.TERM);
      assertEquals(plan.offset(term), plan.offset(node.output()), node.name());
    }
    long before = plannedWithout(Set.of("accumulate-gradients"), name).activations();
    assertTrue(plan.activations() <= before, () -> plan.activations() + " > " + before);
  }

  private static MemoryPlan plannedWithout(Set<String> rewrites, String name) {
    return new Compiler(rewrites, StageListener.none())
        .compile(MODELS.get(name), new Diagnostics())
        .orElseThrow()
        .trainingPlan();
  }

  private static List<String> stateDict(NetworkTree tree) {
    PlannedNetwork planned = Declarations.plan(tree);
    return Stream.of(planned.model().parameters(), planned.model().states())
        .flatMap(List<Parameter>::stream)
        .map(p -> p.name() + " " + p.value().shape())
        .sorted()
        .toList();
  }

  private static List<String> resource(String name) throws IOException {
    try (InputStream in = ModelsTest.class.getResourceAsStream(name + ".statedict")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().sorted().toList();
    }
  }
}
