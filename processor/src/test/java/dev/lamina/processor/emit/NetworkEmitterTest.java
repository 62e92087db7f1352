package dev.lamina.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.squareup.javapoet.ClassName;
import dev.lamina.conformance.interpret.InterpretedNetwork;
import dev.lamina.dsl.Layer;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.TrainingGraph;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.tree.Unit;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.InferenceProgram;
import dev.lamina.runtime.network.LayerSpec;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.network.TrainingProgram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetworkEmitterTest {

  private static final String[] MEMBERS = {"stem", "body", "pool", "drop", "classifier"};

  @Test
  void bindsAndRunsWhatWasPlanned() {
    PlannedNetwork planned = TestTrees.residualNetwork();
    assertRunsAs(planned, Generated.of(planned, MEMBERS).network());
  }

  @Test
  void givesTheSpecificationOfThePlan() {
    PlannedNetwork planned = TestTrees.residualNetwork();
    NetworkSpec spec = Generated.of(planned, MEMBERS).network().spec();
    NetworkSpec expected = new InterpretedNetwork(planned).spec();
    assertEquals(expected.name(), spec.name());
    assertEquals(expected.input(), spec.input());
    assertEquals(expected.classes(), spec.classes());
    assertEquals(expected.parameters(), spec.parameters());
    assertEquals(expected.states(), spec.states());
    assertEquals(expected.parameterElements(), spec.parameterElements());
    assertEquals(expected.stateElements(), spec.stateElements());
    assertEquals(expected.training(), spec.training());
    assertEquals(expected.inference(), spec.inference());
  }

  @Test
  void describesLayers() {
    NetworkSpec spec = Generated.of(TestTrees.residualNetwork(), MEMBERS).network().spec();
    LayerSpec stem = spec.layers().get(0);
    assertEquals("stem.conv", stem.name());
    assertEquals("conv2d 3x3 stride 1 padding 1, 8 filters", stem.kind());
    assertEquals(List.of(8, 8, 8), stem.output().dims());
    assertEquals(List.of("stem.weights.0.weight"), stem.parameters());
    // Three convolutions of 8x8 pixels, 8 filters, 3x3 kernels; one linear layer of 4 x 8.
    assertEquals(64 * 8 * 9 * (3 + 8 + 8) + 4 * 8, spec.multiplyAdds());
    assertEquals(8 * 9 * (3 + 8 + 8) + 3 * 2 * 8 + 4 * 8 + 4, spec.parameterCount());
  }

  @Test
  void membersGiveHandles() {
    Generated generated = Generated.of(TestTrees.residualNetwork(), MEMBERS);
    Layer body = (Layer) generated.call("body");
    assertEquals("body", body.name());
    assertEquals(List.of(8, 8, 8), body.outputShape());
    assertEquals(
        List.of(
            "body.0.conv.weight",
            "body.0.norm.weight",
            "body.0.norm.bias",
            "body.1.conv.weight",
            "body.1.norm.weight",
            "body.1.norm.bias"),
        body.parameters());
    assertEquals(List.of(4), ((Layer) generated.call("classifier")).outputShape());
  }

  @Test
  void blocksOfUsersGiveHandlesOfTheirLayersAndMembersThatAreFusedAwayStayWhatTheyWere() {
    ClassName blockName = ClassName.get("test", "Net", "Block");
    ImplementedType block =
        new ImplementedType(
            blockName, false, false, List.of(Generated.layer("conv"), Generated.layer("act")));
    ImplementedType net =
        new ImplementedType(
            ClassName.get("test", "Net"),
            false,
            false,
            List.of(
                new ImplementedType.Member("body", blockName, Optional.of(block)),
                Generated.layer("pool"),
                Generated.layer("classifier")));
    String declaration =
        """
        package test;
        import dev.lamina.dsl.Layer;
        abstract class Net {
          abstract static class Block { abstract Layer conv(); protected abstract Layer act(); }
          abstract Block body();
          abstract Layer pool();
          abstract Layer classifier();
        }
        """;
    // The activation is merged into the sum, so no layer is left for it.
    PlannedNetwork planned =
        TestTrees.planWithHead(
            List.of(
                TestTrees.sequence(
                    "body",
                    TestTrees.conv("conv", "conv", 8, 3, 2),
                    TestTrees.norm("norm", "norm"),
                    TestTrees.relu("act"))));
    Object made = Generated.of(planned, net, declaration).call("body");
    Layer conv = (Layer) Generated.call(made, "conv");
    assertEquals("body.conv", conv.name());
    assertEquals(List.of("conv.weight"), conv.parameters());
    Layer act = (Layer) Generated.call(made, "act");
    assertEquals("body.act", act.name());
    assertEquals(List.of(8, 4, 4), act.outputShape());
    assertEquals(List.of(), act.parameters());
  }

  @Test
  void theSamePlanGivesTheSameText() {
    String first = Generated.of(TestTrees.residualNetwork(), MEMBERS).source();
    assertEquals(first, Generated.of(TestTrees.residualNetwork(), MEMBERS).source());
    assertFalse(first.contains("\t") || first.contains("\r"));
  }

  @Test
  void aTypeNamedLikeANestedClassIsNotHidden() {
    PlannedNetwork planned = TestTrees.planWithHead(List.of());
    ImplementedType type =
        new ImplementedType(
            ClassName.get("test", "Training"),
            true,
            false,
            List.of(Generated.layer("pool"), Generated.layer("classifier")));
    String declaration =
        "package test; interface Training {"
            + " dev.lamina.dsl.Layer pool(); dev.lamina.dsl.Layer classifier(); }";
    assertRunsAs(planned, Generated.of(planned, type, declaration).network());
  }

  @Test
  void aThousandLayersStayWithinJavasLimits() {
    List<Unit> blocks =
        IntStream.range(0, 334)
            .<Unit>mapToObj(
                i ->
                    TestTrees.sequence(
                        Integer.toString(i),
                        TestTrees.conv("conv", "w." + i + ".0", 4, 3, 1),
                        TestTrees.norm("norm", "w." + i + ".1"),
                        TestTrees.relu("relu")))
            .toList();
    PlannedNetwork planned =
        TestTrees.planWithHead(List.of(TestTrees.sequence("body", blocks.toArray(Unit[]::new))));
    Generated generated = Generated.of(planned, "body", "pool", "classifier");
    assertRunsAs(planned, generated.network());
    // 334 convolutions, as many norms with their ReLUs merged into them, pool and classifier.
    assertEquals(670, generated.network().spec().layers().size());
    assertMethodsAreShort(generated.source());
  }

  @Test
  void aBlockOfManyLayersIsSplitIntoParts() {
    List<Unit> layers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      layers.add(TestTrees.conv("conv" + i, "conv" + i, 4, 3, 1));
      layers.add(TestTrees.norm("norm" + i, "norm" + i));
      layers.add(TestTrees.relu("relu" + i));
    }
    PlannedNetwork planned =
        TestTrees.planWithHead(List.of(TestTrees.sequence("body", layers.toArray(Unit[]::new))));
    Generated generated = Generated.of(planned, "body", "pool", "classifier");
    assertRunsAs(planned, generated.network());
    assertMethodsAreShort(generated.source());
    assertTrue(generated.source().contains("class BodyPart2Training"));
  }

  @Test
  void anOrderThatGoesBackAndForthBetweenBlocksIsKept() {
    PlannedNetwork planned = TestTrees.residualNetwork();
    List<Node> backward = new ArrayList<>(planned.training().backward());
    // The plan is no longer right, but what is run, and when, is all that counts here.
    Collections.swap(backward, 1, backward.size() - 2);
    TrainingGraph graph = planned.training();
    TrainingGraph shuffled =
        new TrainingGraph(
            graph.model(),
            graph.labels(),
            graph.metrics(),
            graph.logits(),
            graph.forward(),
            backward);
    PlannedNetwork changed =
        new PlannedNetwork(
            planned.model(),
            shuffled,
            planned.trainingPlan(),
            planned.inference(),
            planned.inferencePlan(),
            planned.parameters(),
            planned.states());
    Generated generated = Generated.of(changed, MEMBERS);
    assertRunsAs(changed, generated.network());
    assertTrue(generated.source().contains("backward2()"));
  }

  @Test
  void noLineIsTooLong() {
    String source = Generated.of(TestTrees.residualNetwork(), MEMBERS).source();
    assertEquals(List.of(), source.lines().filter(line -> line.length() > 100).toList());
  }

  private static void assertMethodsAreShort(String source) {
    List<String> methods = Arrays.asList(source.split("\n\n    (?=\\S)", -1));
    for (String method : methods) {
      long kernels = method.lines().filter(line -> line.contains("binder.kernel(")).count();
      assertTrue(kernels <= 40, method);
      long calls = method.lines().filter(line -> line.matches(".*ward\\d*\\(\\);")).count();
      assertTrue(calls <= 40, method);
    }
  }

  private static void assertRunsAs(PlannedNetwork planned, CompiledNetwork network) {
    CompiledNetwork expected = new InterpretedNetwork(planned);
    RecordingBinder expectedBinder = new RecordingBinder();
    RecordingBinder binder = new RecordingBinder();
    TrainingProgram expectedTraining = expected.training(expectedBinder);
    TrainingProgram training = network.training(binder);
    assertEquals(expectedBinder.bound(), binder.bound());
    expectedTraining.forward();
    training.forward();
    assertEquals(expectedBinder.ran(), binder.ran());
    expectedTraining.backward();
    training.backward();
    assertEquals(expectedBinder.ran(), binder.ran());
    assertEquals(expectedTraining.logits().toString(), training.logits().toString());
    assertInfersAs(expected, network);
  }

  private static void assertInfersAs(CompiledNetwork expected, CompiledNetwork network) {
    RecordingBinder expectedBinder = new RecordingBinder();
    RecordingBinder binder = new RecordingBinder();
    InferenceProgram expectedInference = expected.inference(expectedBinder);
    InferenceProgram inference = network.inference(binder);
    assertEquals(expectedBinder.bound(), binder.bound());
    expectedInference.fold();
    inference.fold();
    assertEquals(expectedBinder.ran(), binder.ran());
    expectedInference.forward();
    inference.forward();
    assertEquals(expectedBinder.ran(), binder.ran());
    assertEquals(expectedInference.logits().toString(), inference.logits().toString());
  }
}
