package dev.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private static final String COLOUR = "\u001b[33m";

  @Test
  void aProgressBarIsColouredUnlessNoColorIsSet() {
    assertTrue(drawn(Map.of()).contains(COLOUR), drawn(Map.of()));
    String plain = drawn(Map.of("NO_COLOR", "1"));
    assertTrue(plain.contains("100%"), plain);
    assertFalse(plain.contains(COLOUR), plain);
  }

  private static String drawn(Map<String, String> environment) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setInitialMax(1)
            .setStyle(Screen.progressBar(environment))
            .setConsumer(new ConsoleProgressBarConsumer(stream, 80))
            .build()) {
      bar.step();
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
