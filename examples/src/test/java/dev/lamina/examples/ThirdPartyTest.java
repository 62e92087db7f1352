package dev.lamina.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.network.CompiledNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of third-party software, held to what the build resolved for processor and command. */
class ThirdPartyTest {
  /** {@code GROUP:ARTIFACT:jar:[CLASSIFIER:]VERSION:SCOPE}. */
  private static final Pattern RESOLVED =
      Pattern.compile("\\s+([^:]+:[^:]+):jar:(?:[^:]+:)?([^:]+):(?:compile|runtime)\\b.*");

  private static final Pattern LISTED =
      Pattern.compile("\\| (\\S+:\\S+) \\| (\\S+) \\| (.+) \\| (.+) \\|");

  private static List<String> matching(Path file, Pattern line) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(line::matcher)
          .filter(match -> match.matches())
          .map(match -> match.group(1) + " " + match.group(2))
          .toList();
    }
  }

  private static List<String> resolvedBy(Path target) throws IOException {
    List<String> resolved = matching(target.resolve("third-party.txt"), RESOLVED);
    assertFalse(resolved.isEmpty(), "the build has left no list in " + target);
    return resolved;
  }

  /** Where this module is built, and the processor's folder of the same name. */
  private static Path target(String module) throws Exception {
    Path classes =
        Path.of(ThirdPartyTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path here = Path.of("").toAbsolutePath();
    return here.resolveSibling(module).resolve(here.relativize(classes.getParent()));
  }

  @Test
  void everyLibraryIsListedWithItsVersionAndNoOther() throws Exception {
    TreeSet<String> resolved = new TreeSet<>(resolvedBy(target("examples")));
    resolved.addAll(resolvedBy(target("processor")));
    List<String> listed = matching(Path.of("../THIRD-PARTY.md"), LISTED);
    assertEquals(
        String.join("\n", resolved),
        String.join("\n", listed),
        "look at the licences of what changed, then write it into THIRD-PARTY.md, sorted");
  }

  @Test
  void jarsCarryTheLicence() {
    for (String file : List.of("LICENSE", "NOTICE")) {
      assertNotNull(CompiledNetwork.class.getResource("/META-INF/" + file), file);
    }
  }

  @Test
  void theResolvedListIsUnderstood() {
    assertTrue(RESOLVED.matcher("   a.b:c:jar:1.0:compile -- module c").matches());
    assertTrue(RESOLVED.matcher("   a.b:c-d:jar:linux-x86_64:3.11-1.5:runtime").matches());
    assertFalse(RESOLVED.matcher("   a.b:c:jar:1.0:test").matches());
  }
}
