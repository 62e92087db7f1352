package dev.lamina.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.Test;

/** The walk-through does what it says, statement by statement, in JShell itself. */
class WalkthroughTest {
  private static final Path SCRIPT = Path.of("../docs/walkthrough.jsh");

  @Test
  void everyStatementRuns() throws IOException {
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        shell.addToClasspath(entry);
      }
      run(shell);
      assertEquals("true", value(shell, "same"));
      assertEquals("10", value(shell, "predictions.size()"));
      assertEquals("true", value(shell, "trained.testAccuracy() == result.testAccuracy()"));
      assertEquals("false", value(shell, "Files.exists(folder)"));
    }
  }

  private static void run(JShell shell) throws IOException {
    String rest = script();
    while (!rest.isBlank()) {
      CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      if (next.source() == null) {
        // Nothing but comments is left.
        return;
      }
      shell.eval(next.source()).forEach(event -> check(shell, next.source(), event));
      rest = next.remaining();
    }
  }

  // Commands are the tool's, not the language's.
  private static String script() throws IOException {
    return Files.readAllLines(SCRIPT).stream()
        .filter(line -> !line.equals("/exit"))
        .collect(Collectors.joining("\n"));
  }

  private static void check(JShell shell, String source, SnippetEvent event) {
    String problems =
        shell.diagnostics(event.snippet()).map(p -> p.getMessage(null)).toList().toString();
    assertEquals(Status.VALID, event.status(), source + problems);
    String thrown =
        event.exception() instanceof EvalException e
            ? e.getExceptionClassName() + ": " + e.getMessage()
            : Optional.ofNullable(event.exception()).map(Exception::toString).orElse(null);
    assertNull(thrown, source);
  }

  private static String value(JShell shell, String expression) {
    List<SnippetEvent> events = shell.eval(expression);
    assertFalse(events.isEmpty());
    assertNotNull(events.get(0).value(), expression);
    return events.get(0).value();
  }
}
