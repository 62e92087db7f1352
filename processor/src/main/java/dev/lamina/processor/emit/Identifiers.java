package dev.lamina.processor.emit;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/** Java identifiers made from dotted paths, each given out once in its scope. */
final class Identifiers {

  /** Longest identifier that is made from a path. */
  private static final int LONGEST = 80;

  /** What is kept of a longer one; a letter may have three bytes. */
  private static final int KEPT = 40;

  private final Set<String> taken = new HashSet<>();

  /** A scope in which these are taken. */
  Identifiers(String... taken) {
    this.taken.addAll(List.of(taken));
  }

  /** A scope in which these are taken. */
  Identifiers(Iterable<String> taken) {
    taken.forEach(this.taken::add);
  }

  /** The identifier itself, or with the first number from 2 on that makes it a new one. */
  String unique(String identifier) {
    String candidate = SourceVersion.isKeyword(identifier) ? identifier + "_" : identifier;
    for (int i = 2; !taken.add(candidate); i++) {
      candidate = identifier + i;
    }
    return candidate;
  }

  /** {@code stage2.0.conv1} as {@code stage2Block0Conv1}. */
  static String variable(String path) {
    String name = type(path);
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** {@code stage2.0.conv1} as {@code Stage2Block0Conv1}. */
  static String type(String path) {
    String name =
        Arrays.stream(path.split("[^\\p{IsAlphabetic}\\p{IsDigit}]+", -1))
            .filter(segment -> !segment.isEmpty())
            .map(Identifiers::capitalised)
            .collect(Collectors.joining());
    return shortened(SourceVersion.isIdentifier(name) ? name : "Layer" + name);
  }

  /** A nested class has a file of its own, whose name must not be longer than 255 bytes. */
  private static String shortened(String name) {
    return name.length() <= LONGEST
        ? name
        : name.substring(0, name.offsetByCodePoints(0, KEPT))
            + "_"
            + Integer.toHexString(name.hashCode());
  }

  private static String capitalised(String segment) {
    boolean number = segment.chars().allMatch(Character::isDigit);
    return number
        ? "Block" + segment
        : Character.toUpperCase(segment.charAt(0)) + segment.substring(1);
  }
}
