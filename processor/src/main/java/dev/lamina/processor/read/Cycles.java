package dev.lamina.processor.read;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Remembers cycles of blocks, so that each is reported once, wherever one enters it. */
final class Cycles {

  private final Set<Set<String>> known = new HashSet<>();

  /** Whether a cycle of these types is new. */
  boolean add(List<String> types) {
    return known.add(Set.copyOf(types));
  }
}
