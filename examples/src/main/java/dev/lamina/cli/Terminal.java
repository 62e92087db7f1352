package dev.lamina.cli;

import dev.lamina.runtime.log.chart.TextStyle;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err errors and progress
 * @param progressBar what a progress bar on {@code err} looks like, if somebody watches it
 * @param outputStyle what {@code out} can show
 */
record Terminal(
    PrintStream out,
    PrintStream err,
    Optional<ProgressBarStyle> progressBar,
    Supplier<TextStyle> outputStyle) {
  private static final TextStyle PLAIN = new TextStyle(80, false, false);

  /** Streams that nobody watches, for ASCII. */
  Terminal(PrintStream out, PrintStream err) {
    this(out, err, Optional.empty(), () -> PLAIN);
  }

  /** The streams of this process. */
  static Terminal system() {
    Optional<ProgressBarStyle> bar =
        watched(2) ? Optional.of(Screen.progressBar(System.getenv())) : Optional.empty();
    return new Terminal(System.out, System.err, bar, () -> Screen.ofSystem(watched(1)));
  }

  // Java knows of the console as a whole only. Linux tells where a stream leads; elsewhere nobody
  // is taken to watch.
  private static boolean watched(int stream) {
    if ("dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    Path link = Path.of("/proc/self/fd", String.valueOf(stream));
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /**
   * Where lines for people go.
   *
   * @param json whether standard output is for a program, so that the lines go to standard error
   */
  PrintStream people(boolean json) {
    return json ? err : out;
  }

  /**
   * What can be shown where lines for people go.
   *
   * @param json as for {@link #people}; standard error is taken to be plain
   */
  TextStyle style(boolean json) {
    return json ? PLAIN : outputStyle.get();
  }

  /** Formats the same way in every locale. */
  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
