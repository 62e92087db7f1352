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
   * Where lines for people go.
   *
   * @param json whether standard output is for a program, so that the lines go to standard error
   */
  PrintStream people(boolean json) {
    return json ? err : out;
  }

  /** Formats the same way in every locale. */
  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
