package dev.lamina.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.conformance.interpret.InterpretedNetwork;
import dev.lamina.conformance.random.Compiled;
import dev.lamina.conformance.random.RandomDeclarations;
import dev.lamina.graph.op.Sgd;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.reference.ReferenceDevice;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sessions that are opened, trained for a step and closed, over and over, leave nothing behind:
 * bytes of the device, threads, files, memory of the process. {@code -Dlamina.soak=1000} does it so
 * often on every device.
 */
@EnabledOnOs(OS.LINUX)
class SessionSoakTest {

  private static final int SESSIONS = Integer.getInteger("lamina.soak", 40);

  /** Until then libraries load code, and pools grow to their size. */
  private static final int WARM = Math.min(100, SESSIONS / 2);

  /**
   * In bytes: what the heap's growth and malloc's fragments may come to. A session of these
   * networks has some hundred kilobytes, so that 900 of which each forgot a tenth would be seen.
   */
  private static final long GROWTH = 16 << 20;

  private static final int BATCH = 16;

  private static final List<PlannedNetwork> NETWORKS =
      LongStream.range(0, 100)
          .mapToObj(RandomDeclarations::of)
          .map(Compiled::of)
          .flatMap(compiled -> compiled.planned().stream())
          .filter(planned -> planned.trainingPlan().activations() < 10_000)
          .limit(5)
          .toList();

  enum Kind {
    REFERENCE,
    FLOAT32,
    BFLOAT16;

    Device open() {
      return switch (this) {
        case REFERENCE -> new ReferenceDevice();
        case FLOAT32 -> new OneDnnDevice(OptionalInt.of(1), DataType.FLOAT32);
        case BFLOAT16 -> new OneDnnDevice(OptionalInt.of(1), DataType.BFLOAT16);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void leavesNothingBehind(Kind kind) throws IOException, InterruptedException {
    run(kind, WARM);
    Footprint warm = Footprint.now();
    run(kind, SESSIONS - WARM);
    Footprint end = Footprint.now();
    System.out.printf("%s: after %d sessions %s, after %d %s%n", kind, WARM, warm, SESSIONS, end);
    assertEquals(warm.handles(), end.handles());
    assertTrue(end.threads() <= warm.threads(), end::toString);
    assertTrue(end.resident() - warm.resident() < GROWTH, () -> warm + " became " + end);
  }

  private static void run(Kind kind, int sessions) {
    for (int i = 0; i < sessions; i++) {
      assertEquals(0, session(kind, NETWORKS.get(i % NETWORKS.size())));
    }
  }

  /** One session's life; returns the bytes that its device still has. */
  private static long session(Kind kind, PlannedNetwork planned) {
    Device device = kind.open();
    try (NetworkSession session =
        NetworkSession.open(
            new InterpretedNetwork(planned),
            device,
            new SessionOptions(
                BATCH,
                Optional.of(new SessionOptions.Update(new Sgd(0.9, 1e-4, false), 0, 1, 0.9))))) {
      session.initialize(1);
      FloatBuffer images =
          FloatBuffer.allocate(Math.toIntExact(BATCH * session.spec().input().elements()));
      session.step(images, IntBuffer.allocate(BATCH), 0.1);
      session.infer(images);
      assertTrue(device.memory().bytes() > 0);
    }
    return device.memory().bytes();
  }
}
