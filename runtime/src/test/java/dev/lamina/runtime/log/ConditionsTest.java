package dev.lamina.runtime.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConditionsTest {

  @Test
  void theBuildHasFilledInTheVersion() {
    assertTrue(Conditions.version().matches("\\d+\\.\\d+\\.\\d+.*"), Conditions.version());
  }

  @Test
  void aFolderThatIsNoCheckoutHasNoCommit(@TempDir Path folder) {
    assertEquals(Optional.empty(), Conditions.commit(folder));
  }

  @Test
  void namesJavaAndTheSystem() {
    assertTrue(
        Conditions.here().get("java").toString().contains(System.getProperty("java.version")));
    assertTrue(Conditions.here().get("system").toString().contains(System.getProperty("os.arch")));
  }
}
