package dev.lamina.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.cudnn.standin.OnStandIn;
import dev.lamina.cudnn.standin.StandIn;
import dev.lamina.runtime.session.NetworkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hundreds of steps in sessions that are opened and closed: nothing grows, nothing is left. */
@OnStandIn
class SoakTest {
  private static final int SESSIONS = 3;
  private static final int STEPS = 100;
  private static final int STEPS_BETWEEN_INFERENCES = 20;

  /** Inference has run twice by then, plain and captured. */
  private static final int WARM = 40;

  private final StandIn standIn = StandIn.inUse().orElseThrow();
  private final CudnnSteps steps = new CudnnSteps();
  private final long living = standIn.living();

  @AfterEach
  void nothingWasDoneThatAGpuWouldNotSurvive() {
    assertEquals(0, standIn.violations(), standIn::report);
  }

  @Test
  void manyStepsInManySessionsLeaveNothing() {
    for (int i = 0; i < SESSIONS; i++) {
      try (NetworkSession session = CudnnSteps.open("SmallResNet", i % 2 == 0)) {
        train(session);
      }
      assertEquals(living, standIn.living(), standIn::report);
    }
  }

  /** After the first steps and inferences, all that a session needs is there. */
  private void train(NetworkSession session) {
    long allocations = 0;
    long objects = 0;
    for (int step = 1; step <= STEPS; step++) {
      steps.step(session, 1e-3);
      if (step % STEPS_BETWEEN_INFERENCES == 0) {
        steps.infer(session);
        assertTrue(Double.isFinite(session.metrics().loss()));
      }
      if (step == WARM) {
        allocations = session.device().memory().allocations();
        objects = standIn.living();
      }
    }
    assertEquals(allocations, session.device().memory().allocations());
    assertEquals(objects, standIn.living(), standIn::report);
  }
}
