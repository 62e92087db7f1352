package dev.lamina.processor.emit;

import dev.lamina.graph.ir.Node;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which sections a node is in: its member, its block, and parts wherever a class would have
 * too many kernels or fields. Java allows 64 KB of code in a method; people like less.
 */
final class SectionPaths {

  /** Most kernels of a block and most children of a group. */
  static final int LIMIT = 40;

  private final IdentityHashMap<Node, List<SectionKey>> paths = new IdentityHashMap<>();

  private SectionPaths() {}

  /** The sections of every node of a program, outermost first. */
  static SectionPaths of(List<Node> nodes) {
    SectionPaths paths = new SectionPaths();
    Map<String, Map<String, List<Node>>> members = new LinkedHashMap<>();
    nodes.forEach(
        node ->
            members
                .computeIfAbsent(node.site().member(), m -> new LinkedHashMap<>())
                .computeIfAbsent(node.site().block(), b -> new ArrayList<>())
                .add(node));
    int index = 0;
    for (Map.Entry<String, Map<String, List<Node>>> member : members.entrySet()) {
      List<SectionKey> outer = parts("", index++, members.size());
      paths.addMember(outer, member.getKey(), member.getValue());
    }
    return paths;
  }

  List<SectionKey> path(Node node) {
    return paths.get(node);
  }

  private void addMember(List<SectionKey> outer, String name, Map<String, List<Node>> blocks) {
    String field = Identifiers.variable(name);
    int index = 0;
    for (Map.Entry<String, List<Node>> block : blocks.entrySet()) {
      String path = block.getKey();
      if (blocks.size() == 1) {
        addBlock(with(outer, new SectionKey(path, field)), path, block.getValue());
      } else {
        List<SectionKey> inner = new ArrayList<>(with(outer, new SectionKey(name, field)));
        inner.addAll(parts(name, index++, blocks.size()));
        inner.add(new SectionKey(path, Identifiers.variable(NodeNames.within(path, name))));
        addBlock(inner, path, block.getValue());
      }
    }
  }

  private void addBlock(List<SectionKey> outer, String path, List<Node> nodes) {
    if (nodes.size() <= LIMIT) {
      nodes.forEach(node -> paths.put(node, outer));
      return;
    }
    int part = 0;
    int kernels = 0;
    for (List<Node> together : Families.of(nodes)) {
      if (part == 0 || kernels + together.size() > LIMIT) {
        part++;
        kernels = 0;
      }
      kernels += together.size();
      List<SectionKey> keys = with(outer, part(path, part));
      together.forEach(node -> paths.put(node, keys));
    }
  }

  /** The parts, and parts of parts, that the {@code index}-th of {@code count} children is in. */
  private static List<SectionKey> parts(String path, int index, int count) {
    if (count <= LIMIT) {
      return List.of();
    }
    int parent = index / LIMIT;
    List<SectionKey> outer = parts(path, parent, (count - 1) / LIMIT + 1);
    String last = outer.isEmpty() ? path : outer.get(outer.size() - 1).path();
    return with(outer, part(last, parent + 1));
  }

  private static SectionKey part(String path, int number) {
    String name = "part" + number;
    return new SectionKey(path.isEmpty() ? name : path + "." + name, name);
  }

  private static List<SectionKey> with(List<SectionKey> outer, SectionKey inner) {
    List<SectionKey> keys = new ArrayList<>(outer);
    keys.add(inner);
    return List.copyOf(keys);
  }
}
