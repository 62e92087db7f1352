package dev.lamina.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err errors and progress
 * @param interactive whether somebody watches {@code err}, so that a progress bar makes sense
 */
record Terminal(PrintStream out, PrintStream err, boolean interactive) {

  /** The streams of this process. */
  static Terminal system() {
    return new Terminal(System.out, System.err, watched());
  }

  // Java knows of the console as a whole only. Linux tells where standard error leads; elsewhere
  // nobody is taken to watch.
  private static boolean watched() {
    if ("dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    Path standardError = Path.of("/proc/self/fd/2");
    try {
      String target = Files.readSymbolicLink(standardError).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /**
   * Prints a line for people.
   *
   * @param json whether standard output is for a program, so that the line goes to standard error
   */
  void say(boolean json, String format, Object... values) {
    (json ? err : out).println(text(format, values));
  }

  /** Formats the same way in every locale. */
  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** A fraction as people read it, for example {@code 91.06 %}. */
  static String percent(double fraction) {
    return text("%.2f %%", 100 * fraction);
  }
}
