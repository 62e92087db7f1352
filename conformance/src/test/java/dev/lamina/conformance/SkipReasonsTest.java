package dev.lamina.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

final class SkipReasonsTest {
  @Test
  void namesEverySkippedTestWithItsReason() {
    List<String> lines = new ArrayList<>();
    run(Sample.class, new SkipReasons(lines::add));
    assertEquals(
        List.of(
            "Skipped: SkipReasonsTest.Sample.abortsOnAnAssumption: Assumption failed: no GPU",
            "Skipped: SkipReasonsTest.Sample.isDisabled: too slow",
            "Skipped: SkipReasonsTest.Sample.makesCases 7x7: no kernel"),
        lines);
  }

  private static void run(Class<?> tests, SkipReasons listener) {
    var config =
        LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build();
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(tests))
            .build();
    LauncherFactory.create(config).execute(request, listener);
  }

  /** Nested, so that Surefire does not run it by itself. */
  @TestMethodOrder(MethodOrderer.MethodName.class)
  static final class Sample {
    @Test
    void abortsOnAnAssumption() {
      Assumptions.assumeTrue(false, "no GPU");
    }

    @Test
    @Disabled("too slow")
    void isDisabled() {}

    @TestFactory
    List<DynamicTest> makesCases() {
      return List.of(
          DynamicTest.dynamicTest("3x3", () -> {}),
          DynamicTest.dynamicTest("7x7", () -> Assumptions.abort("no kernel")));
    }

    @Test
    void runs() {}
  }
}
