package dev.lamina.graph.ir;

import java.util.List;
import java.util.Locale;

/** Names for what lies beside a network's members, which may have any name. */
public final class FreeName {

  private FreeName() {}

  /**
   * {@code wanted} if no member is called so, whatever the case of letters; else {@code
   * networkWanted}, and so on.
   *
   * @param paths of the network's layers; they begin with the member's name
   */
  public static String beside(List<String> paths, String wanted) {
    String name = wanted;
    while (isTaken(name, paths)) {
      name = "network" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
    return name;
  }

  private static boolean isTaken(String name, List<String> paths) {
    String member = name.toLowerCase(Locale.ROOT);
    return paths.stream()
        .map(path -> path.toLowerCase(Locale.ROOT))
        .anyMatch(path -> path.equals(member) || path.startsWith(member + "."));
  }
}
