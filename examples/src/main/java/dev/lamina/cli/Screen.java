package dev.lamina.cli;

import dev.lamina.runtime.log.chart.TextStyle;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBarStyle;

/** What standard output can show: asked of the system, as far as it tells. */
final class Screen {
  private static final int USUAL_COLUMNS = 80;
  private static final int STTY_SECONDS = 2;
  private static final File CONSOLE = new File("/dev/tty");

  private Screen() {}

  /**
   * Looks at the environment: {@code COLUMNS}, {@code NO_COLOR} and the encoding.
   *
   * @param watched whether it is a terminal
   */
  static TextStyle ofSystem(boolean watched) {
    return new TextStyle(columns(watched), isUtf8(), watched && coloured(System.getenv()));
  }

  /**
   * A progress bar on a terminal.
   *
   * @param environment its {@code NO_COLOR} is heeded
   */
  static ProgressBarStyle progressBar(Map<String, String> environment) {
    return coloured(environment)
        ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK
        : ProgressBarStyle.UNICODE_BLOCK;
  }

  private static boolean coloured(Map<String, String> environment) {
    return !environment.containsKey("NO_COLOR");
  }

  private static int columns(boolean watched) {
    Optional<Integer> told = Optional.ofNullable(System.getenv("COLUMNS")).flatMap(Screen::number);
    return told.or(() -> watched ? consoleColumns() : Optional.empty()).orElse(USUAL_COLUMNS);
  }

  private static Optional<Integer> number(String text) {
    return text.matches("[1-9][0-9]{0,3}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  /** Shells keep COLUMNS to themselves unless they are told to pass it on. */
  private static Optional<Integer> consoleColumns() {
    ProcessBuilder stty = new ProcessBuilder("stty", "size").redirectInput(CONSOLE);
    try {
      Process process = stty.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      if (!process.waitFor(STTY_SECONDS, TimeUnit.SECONDS)) {
        process.destroy();
        return Optional.empty();
      }
      byte[] bytes = process.getInputStream().readAllBytes();
      String[] size = new String(bytes, StandardCharsets.US_ASCII).strip().split(" ", -1);
      return number(size[size.length - 1]);
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Java 19 and later tell the encoding of standard output, those before it only of a console. */
  private static boolean isUtf8() {
    String encoding =
        Stream.of("stdout.encoding", "sun.stdout.encoding", "native.encoding")
            .map(System::getProperty)
            .flatMap(Stream::ofNullable)
            .findFirst()
            .orElseGet(() -> Charset.defaultCharset().name());
    return Charset.isSupported(encoding)
        && Charset.forName(encoding).equals(StandardCharsets.UTF_8);
  }
}
