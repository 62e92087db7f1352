package dev.lamina.processor.read;

import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagnostics.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;

/** The blocks that lie around the one that is being read, and the members that they belong to. */
final class Nesting {

  /** A block, and the member whose type it is; a block that no network uses belongs to none. */
  private record Level(TypeElement type, Optional<Origin> member) {
    String name() {
      return type.getSimpleName().toString();
    }
  }

  /** More would be no network that anybody could read, and in the end no stack could hold them. */
  private static final int DEEPEST = 100;

  private final List<Level> levels = new ArrayList<>();
  private final IdentityHashMap<PrincipalDecl.Block, Integer> heights = new IdentityHashMap<>();

  void enter(TypeElement type, Optional<Origin> member) {
    levels.add(new Level(type, member));
  }

  void leave() {
    levels.remove(levels.size() - 1);
  }

  /** Notes how many blocks lie in one another in a block, whose own blocks were measured before. */
  void measure(PrincipalDecl.Block block) {
    int inside =
        block.members().stream()
            .flatMap(member -> member.principal().stream())
            .mapToInt(principal -> heights.getOrDefault(principal, 0))
            .max()
            .orElse(0);
    heights.put(block, 1 + inside);
  }

  /** Whether a block, if it is known already, cannot lie in those around it. */
  boolean isTooDeepFor(Optional<PrincipalDecl.Block> block) {
    return levels.size() + block.map(heights::get).orElse(1) > DEEPEST;
  }

  /** Reports it for a network; a block of its own is none before a network uses it. */
  void reportDepth(Origin member, Diagnostics diagnostics) {
    if (levels.get(0).member().isPresent()) {
      diagnostics.report(Message.NESTED_TOO_DEEPLY, member, member.describe(), DEEPEST);
    }
  }

  boolean contains(TypeElement type) {
    return levels.stream().anyMatch(level -> level.type().equals(type));
  }

  /**
   * Reports the cycle that a member closes by naming a type that lies around it. A cycle can be
   * entered at any of its blocks; it is told from the first by name, so that one cycle is one
   * error.
   */
  void reportCycle(TypeElement type, Origin member, Diagnostics diagnostics) {
    List<Level> cycle = new ArrayList<>();
    int first = 0;
    while (!levels.get(first).type().equals(type)) {
      first++;
    }
    cycle.add(new Level(type, Optional.of(member)));
    cycle.addAll(levels.subList(first + 1, levels.size()));
    Level start =
        Collections.min(
            cycle, Comparator.comparing(level -> level.type().getQualifiedName().toString()));
    Collections.rotate(cycle, -cycle.indexOf(start));
    String path =
        cycle.stream().map(Level::name).collect(Collectors.joining(" -> ")) + " -> " + start.name();
    diagnostics.report(Message.RECURSIVE_BLOCK, start.member().orElse(member), start.name(), path);
  }
}
