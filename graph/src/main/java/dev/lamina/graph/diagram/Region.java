package dev.lamina.graph.diagram;

import dev.lamina.graph.diagram.Track.Link;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The nodes between two nodes, with all links among all of them.
 *
 * @param from number of the node above
 * @param to number of the node below
 * @param nodes numbers of the nodes between, in topological order
 * @param links each from a smaller number to a larger
 */
record Region(int from, int to, List<Integer> nodes, List<Link> links) {

  Region {
    nodes = List.copyOf(nodes);
    links = List.copyOf(links);
  }

  /** Whether a link leads past a node. */
  boolean isPassed(int node) {
    return links.stream().anyMatch(link -> link.from() < node && node < link.to());
  }

  /** How many links lead from above to below directly. */
  long wires() {
    return links.stream().filter(this::isWire).count();
  }

  private boolean isWire(Link link) {
    return link.from() == from && link.to() == to;
  }

  /** The smaller region between two nodes of this one. */
  Region between(int above, int below, List<Integer> inner) {
    return new Region(
        above,
        below,
        inner,
        links.stream().filter(link -> link.from() >= above && link.to() <= below).toList());
  }

  /** The parts that have no link between them. */
  List<Region> split() {
    Map<Integer, Integer> groups = groups();
    Map<Integer, List<Integer>> members = new LinkedHashMap<>();
    nodes.forEach(
        node -> members.computeIfAbsent(groups.get(node), g -> new ArrayList<>()).add(node));
    return members.values().stream().map(this::part).toList();
  }

  private Region part(List<Integer> members) {
    return new Region(
        from,
        to,
        members,
        links.stream()
            .filter(link -> members.contains(link.from()) || members.contains(link.to()))
            .toList());
  }

  /** Gives linked nodes the same number. */
  private Map<Integer, Integer> groups() {
    Map<Integer, Integer> groups = new LinkedHashMap<>();
    nodes.forEach(node -> groups.put(node, node));
    for (Link link : links) {
      if (groups.containsKey(link.from()) && groups.containsKey(link.to())) {
        int kept = groups.get(link.from());
        int dropped = groups.get(link.to());
        groups.replaceAll((node, group) -> group == dropped ? kept : group);
      }
    }
    return groups;
  }

  /** The number of a node counted within this region; -1 above it. */
  int place(int node) {
    return node == from ? -1 : node == to ? nodes.size() : nodes.indexOf(node);
  }
}
