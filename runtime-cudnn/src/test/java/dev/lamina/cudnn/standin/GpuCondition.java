package dev.lamina.cudnn.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.cudnn.CudnnProvider;
import dev.lamina.runtime.device.Availability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Asks for a GPU before the tests of a class, and for order on the stand-in after them. */
final class GpuCondition implements BeforeAllCallback, AfterAllCallback {
  /** System property: without a GPU, tests fail instead of being skipped. */
  private static final String REQUIRED = "lamina.gpu.required";

  /** System property: the folder that the stand-in is built in, if tests are to run on it. */
  private static final String STAND_IN = "lamina.cuda.libraries";

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Optional<String> unbuilt = whyThereIsNoStandIn();
    assumeTrue(unbuilt.isEmpty(), () -> unbuilt.orElse(""));
    Availability found = new CudnnProvider().probe();
    if (Boolean.getBoolean(REQUIRED)) {
      assertTrue(found.usable(), found.detail());
    }
    assumeTrue(found.usable(), found.detail());
  }

  private static Optional<String> whyThereIsNoStandIn() throws IOException {
    Path reason = Path.of(System.getProperty(STAND_IN, ""), "skipped");
    return Files.exists(reason) ? Optional.of(Files.readString(reason).strip()) : Optional.empty();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    StandIn.inUse().ifPresent(GpuCondition::requireOrder);
  }

  private static void requireOrder(StandIn standIn) {
    String report = standIn.report();
    standIn.forget();
    assertEquals(0, report.lines().filter(line -> line.startsWith("violation:")).count(), report);
    assertEquals(0, standIn.living(), report);
  }
}
