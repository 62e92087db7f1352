package dev.lamina.graph.diagram;

import dev.lamina.graph.diagram.Track.Column;
import dev.lamina.graph.diagram.Track.Lanes;
import dev.lamina.graph.diagram.Track.Layer;
import dev.lamina.graph.diagram.Track.Link;
import dev.lamina.graph.diagram.Track.Spine;
import dev.lamina.graph.diagram.Track.Wire;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds columns and lanes in a graph. A node that no link passes is alone in its place of a column;
 * what lies between two such nodes falls into lanes that have nothing to do with each other, and
 * each lane is a column again.
 */
final class Tracks {

  private final List<Node> nodes;

  private Tracks(List<Node> nodes) {
    this.nodes = nodes;
  }

  /** The drawing of a part. */
  static Track of(Part part) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < part.nodes().size(); i++) {
      all.add(i);
    }
    return new Tracks(part.nodes()).column(new Region(-1, part.nodes().size(), all, links(part)));
  }

  /** Who reads whom; the input is number -1, the output's reader comes after the last node. */
  private static List<Link> links(Part part) {
    List<Node> nodes = part.nodes();
    Map<Value, Integer> producers = new HashMap<>();
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      for (Value value : Part.flowingInto(nodes.get(i))) {
        links.add(new Link(producers.getOrDefault(value, -1), i));
      }
      producers.put(nodes.get(i).output(), i);
    }
    links.add(new Link(producers.getOrDefault(part.out(), -1), nodes.size()));
    return links;
  }

  private Column column(Region region) {
    List<Track> tracks = new ArrayList<>();
    List<Integer> pending = new ArrayList<>();
    int from = region.from();
    for (int node : region.nodes()) {
      if (region.isPassed(node)) {
        pending.add(node);
      } else {
        tracks.addAll(between(region.between(from, node, pending)));
        tracks.add(Layer.of(nodes.get(node)));
        from = node;
        pending.clear();
      }
    }
    tracks.addAll(between(region.between(from, region.to(), pending)));
    return Column.of(tracks);
  }

  /** Nothing or one piece: what lies between two nodes that no link passes. */
  private List<Track> between(Region region) {
    long wires = region.wires();
    if (region.nodes().isEmpty() && wires <= 1) {
      return List.of();
    }
    List<Region> parts = region.split();
    if (parts.size() == 1 && wires == 0) {
      return List.of(spine(region));
    }
    List<Track> lanes = new ArrayList<>();
    parts.forEach(part -> lanes.add(column(part)));
    for (int i = 0; i < wires; i++) {
      lanes.add(new Wire());
    }
    return List.of(Lanes.of(lanes));
  }

  private Spine spine(Region region) {
    List<Link> links =
        region.links().stream()
            .map(link -> new Link(region.place(link.from()), region.place(link.to())))
            .toList();
    return new Spine(region.nodes().stream().map(i -> Layer.of(nodes.get(i))).toList(), links);
  }
}
