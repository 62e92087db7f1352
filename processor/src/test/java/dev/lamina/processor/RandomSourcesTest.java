package dev.lamina.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.lamina.conformance.interpret.InterpretedNetwork;
import dev.lamina.conformance.random.Compiled;
import dev.lamina.conformance.random.RandomDeclarations;
import dev.lamina.graph.decl.ModelDecl;
import dev.lamina.graph.op.Sgd;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.rule.Rules;
import dev.lamina.processor.emit.CompiledClasses;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.reference.ReferenceDevice;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/**
 * Random declarations as Java text, through {@code javac}: what is said of them is what the
 * compiler says, at the very value, and what is written for them runs as planned. {@code
 * -Dlamina.random.sources=1000} tries so many, {@code -Dlamina.random.seed=17} begins with that
 * one.
 */
class RandomSourcesTest {

  private static final long SEED = Long.getLong("lamina.random.seed", 1);
  private static final int COUNT = Integer.getInteger("lamina.random.sources", 50);

  /** {@code javac} shows a hundred by itself. */
  private static final String[] ALL_ERRORS = {"-Xmaxerrs", "100000"};

  private static final int BATCH = 3;
  private static final long MOST_MULTIPLY_ADDS = 300_000;

  private static final List<RandomSource> SOURCES = sources();

  private static List<RandomSource> sources() {
    return LongStream.range(SEED, SEED + COUNT)
        .mapToObj(seed -> RandomSource.of(seed, RandomDeclarations.of(seed)))
        .filter(RandomSource::isJava)
        .toList();
  }

  @Test
  void messagesAreTheCompilersAndAtTheirPlaces() {
    List<RandomSource> refused = new ArrayList<>();
    SOURCES.stream()
        .filter(source -> !source.compiled().diagnostics().isEmpty())
        .forEach(refused::add);
    assertTrue(refused.size() > COUNT / 10, "only " + refused.size() + " are refused");
    Compilation compilation =
        Compiler.javac()
            .withOptions((Object[]) ALL_ERRORS)
            .withProcessors(new LaminaProcessor())
            .compile(refused.stream().map(RandomSource::file).toArray(JavaFileObject[]::new));
    List<String> wrong =
        refused.stream().flatMap(source -> source.differences(compilation).stream()).toList();
    assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
  }

  @Test
  void whatIsWrittenRunsAsPlanned() throws ReflectiveOperationException {
    Map<RandomSource, PlannedNetwork> planned = new LinkedHashMap<>();
    SOURCES.forEach(s -> s.compiled().planned().ifPresent(p -> planned.put(s, p)));
    assertTrue(planned.size() > COUNT / 5, "only " + planned.size() + " compile");
    Compilation compilation =
        Declarations.compile(
            planned.keySet().stream().map(RandomSource::file).toArray(JavaFileObject[]::new));
    assertEquals(
        List.of(), compilation.diagnostics().stream().map(Object::toString).limit(5).toList());
    ClassLoader classes = new CompiledClasses(compilation);
    for (Map.Entry<RandomSource, PlannedNetwork> entry : planned.entrySet()) {
      CompiledNetwork written =
          (CompiledNetwork)
              classes.loadClass(entry.getKey().className()).getConstructor().newInstance();
      assertRunsAs(entry.getValue(), written, entry.getKey());
    }
  }

  private static void assertRunsAs(
      PlannedNetwork planned, CompiledNetwork written, RandomSource source) {
    InterpretedNetwork interpreted = new InterpretedNetwork(planned);
    assertEquals(interpreted.spec().parameters(), written.spec().parameters(), source::text);
    assertEquals(interpreted.spec().training(), written.spec().training(), source::text);
    long work = planned.model().nodes().stream().mapToLong(Rules::multiplyAdds).sum();
    if (work <= MOST_MULTIPLY_ADDS && planned.trainingPlan().activations() < MOST_MULTIPLY_ADDS) {
      assertArrayEquals(results(interpreted), results(written), source.text());
    }
  }

  /** Logits in training, and in evaluation after a step. */
  private static double[][] results(CompiledNetwork network) {
    try (NetworkSession session =
        NetworkSession.open(
            network, new ReferenceDevice(), SessionOptions.training(BATCH, Sgd.usual()))) {
      session.initialize(3);
      Random random = new Random(4);
      FloatBuffer images =
          FloatBuffer.allocate(Math.toIntExact(BATCH * network.spec().input().elements()));
      while (images.hasRemaining()) {
        images.put((float) random.nextGaussian());
      }
      session.step(images.flip(), IntBuffer.wrap(new int[] {0, 1, 1}), 0.1);
      double[] training = session.logits();
      session.infer(images);
      return new double[][] {training, session.logits()};
    }
  }

  /** A declaration is the same text every time, and a seed the same declaration. */
  @Test
  void aSeedIsADeclaration() {
    ModelDecl first = RandomDeclarations.of(SEED);
    assertEquals(first, RandomDeclarations.of(SEED));
    assertEquals(Compiled.of(first).diagnostics(), SOURCES.get(0).compiled().diagnostics());
  }
}
