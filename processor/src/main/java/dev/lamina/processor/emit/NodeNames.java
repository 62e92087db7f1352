package dev.lamina.processor.emit;

import java.util.Collections;
import java.util.List;

/** Paths of nodes and values as they are read from within a block. */
final class NodeNames {

  /** Marks the node that adds up the gradients of a value with several readers. */
  static final String GRADIENT_SUM = ".gradientSum";

  private NodeNames() {}

  /**
   * What is left of a path within another: {@code conv1} of {@code stage2.0.conv1} within {@code
   * stage2.0}; the last name of a path within itself. A path that only mentions the other on its
   * way keeps one name before it, any other path stays whole.
   */
  static String within(String path, String outer) {
    List<String> names = List.of(path.split("\\.", -1));
    List<String> outerNames = List.of(outer.split("\\.", -1));
    int at = Collections.lastIndexOfSubList(names, outerNames);
    if (at < 0) {
      return path;
    }
    int from = at + outerNames.size();
    List<String> rest = names.subList(Math.min(from, names.size() - 1), names.size());
    String inner = String.join(".", rest);
    return at == 0 ? inner : names.get(at - 1) + "." + inner;
  }

  /** The path without its last name; empty if it has only one. */
  static String parent(String path) {
    int dot = path.lastIndexOf('.');
    return dot < 0 ? "" : path.substring(0, dot);
  }

  /** The last name of a path. */
  static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** Whether a name is the number of a repeated block. */
  static boolean isNumber(String name) {
    return name.chars().allMatch(Character::isDigit);
  }
}
