package dev.lamina.runtime.weights;

import java.util.regex.Pattern;

/** Names out of files that are not trusted, made fit for a one-line message. */
public final class Untrusted {
  private static final int LIMIT = 100;
  private static final Pattern NOT_PRINTABLE = Pattern.compile("[^\\p{Print}]");

  private Untrusted() {}

  /** Returns the name with everything but printable ASCII replaced, cut off at 100 characters. */
  public static String printable(String name) {
    String head = name.length() > LIMIT ? name.substring(0, LIMIT) + "..." : name;
    return NOT_PRINTABLE.matcher(head).replaceAll("?");
  }
}
