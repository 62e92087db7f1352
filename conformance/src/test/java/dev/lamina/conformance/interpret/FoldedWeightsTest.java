package dev.lamina.conformance.interpret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.lamina.graph.op.Sgd;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.runtime.reference.ReferenceDevice;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever changes weights or running averages, inference works with those of now. */
class FoldedWeightsTest {
  private static final int BATCH = 5;
  private static final PlannedNetwork FOLDED = compile(Set.of());
  private static final PlannedNetwork PLAIN = compile(Set.of("fold-norm"));

  private final FloatBuffer images = FloatBuffer.allocate(BATCH * 3 * 8 * 6);
  private final IntBuffer labels = IntBuffer.allocate(BATCH);
  private NetworkSession folded;
  private NetworkSession plain;

  private static PlannedNetwork compile(Set<String> switchedOff) {
    return SmallNetworks.compile(SmallNetworks.residual(), switchedOff);
  }

  @BeforeEach
  void open() {
    Random random = new Random(3);
    for (int i = 0; i < images.capacity(); i++) {
      images.put(i, (float) random.nextGaussian());
    }
    folded = open(FOLDED);
    plain = open(PLAIN);
    // So that averages are not what weights are.
    both(session -> session.step(images, labels, 0.1));
  }

  @AfterEach
  void close() {
    folded.close();
    plain.close();
  }

  private static NetworkSession open(PlannedNetwork planned) {
    SessionOptions options =
        new SessionOptions(
            BATCH, Optional.of(new SessionOptions.Update(new Sgd(0.9, 0, false), 0, 0, 0.5)));
    NetworkSession session =
        NetworkSession.open(new InterpretedNetwork(planned), new ReferenceDevice(), options);
    session.initialize(7);
    return session;
  }

  private void both(Consumer<NetworkSession> change) {
    List.of(folded, plain).forEach(change);
  }

  private double[] logits(NetworkSession session) {
    session.infer(images);
    return session.logits();
  }

  /** Holds the folded network to the other after a change, which must show. */
  private void follows(Consumer<NetworkSession> change) {
    double[] before = logits(folded);
    both(change);
    double[] after = logits(folded);
    assertFalse(Arrays.equals(before, after), "nothing has changed");
    assertArrayEquals(logits(plain), after, 1e-12);
  }

  @Test
  void oneOfThemHasFoldedWeights() {
    assertEquals(4, FOLDED.inference().folds().size());
    assertEquals(0, PLAIN.inference().folds().size());
  }

  @Test
  void newWeights() {
    follows(session -> session.initialize(8));
  }

  @Test
  void aParameterThatIsSet() {
    follows(session -> set(session, "stem.weight", 0.5));
  }

  @Test
  void aScaleThatIsSetInDoublePrecision() {
    follows(session -> set(session, "norm1.weight", 0.5));
  }

  @Test
  void aRunningAverageThatIsSet() {
    follows(session -> set(session, "stemNorm.running_var", 2));
  }

  @Test
  void aParameterThatIsSetLater() {
    var weights = folded.weights();
    logits(folded);
    follows(
        session -> {
          float[] values = session.weights().floats("norm2.bias");
          Arrays.fill(values, 0.25f);
          (session == folded ? weights : session.weights()).set("norm2.bias", values);
        });
  }

  @Test
  void aTrainingStep() {
    follows(session -> session.step(images, labels, 0.1));
  }

  @Test
  void aStepThatIsLookedAt() {
    follows(session -> session.stepChecked(images, labels, 0.1));
  }

  @Test
  void runningAveragesThatMoveWithoutAnUpdate() {
    follows(session -> session.differentiate(images, labels));
  }

  @Test
  void runningAveragesThatMoveUnderWatch() {
    follows(session -> session.differentiateWatched(images, labels));
  }

  @Test
  void anUpdateOfItsOwn() {
    both(session -> session.differentiate(images, labels));
    follows(session -> session.update(0.1));
  }

  @Test
  void averagesInPlaceOfWeightsAndBack() {
    double[] before = logits(folded);
    follows(NetworkSession::swapAverages);
    follows(NetworkSession::swapAverages);
    assertArrayEquals(before, logits(folded));
  }

  private static void set(NetworkSession session, String name, double factor) {
    double[] values = session.weights().doubles(name);
    session.weights().set(name, Arrays.stream(values).map(v -> v * factor + 0.1).toArray());
  }
}
