package dev.lamina.graph.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.diagram.Scene.Rect;
import dev.lamina.graph.diagram.Track.Column;
import dev.lamina.graph.diagram.Track.Lanes;
import dev.lamina.graph.diagram.Track.Spine;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Site;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Add;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TracksTest {

  private static final Shape SHAPE = Shape.of(4, 8, 8);

  private final Map<String, Value> values = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();

  private Value value(String name) {
    return values.computeIfAbsent(name, n -> new Value(values.size(), n, Space.ACTIVATION, SHAPE));
  }

  /** Adds a node that reads others by name; {@code in} is the input. */
  private void node(String name, String... inputs) {
    nodes.add(
        new Node(
            name,
            new Add(2, ActivationFunction.IDENTITY),
            Stream.of(inputs).map(this::value).toList(),
            List.of(value(name)),
            new Site("m", "m", Origin.named("m"))));
  }

  private List<Track> tracks() {
    Part part = new Part(nodes, value("in"), nodes.get(nodes.size() - 1).output());
    return ((Column) Tracks.of(part)).tracks();
  }

  @Test
  void aChainIsAColumn() {
    node("a", "in");
    node("b", "a");
    node("c", "b");
    assertEquals(3, tracks().size());
  }

  @Test
  void branchesAreLanesAndAShortcutIsAWireBesideThem() {
    node("a", "in");
    node("b", "a");
    node("c", "in");
    node("sum", "b", "c", "in");
    List<Track> tracks = tracks();
    assertEquals(2, tracks.size());
    Lanes lanes = assertInstanceOf(Lanes.class, tracks.get(0));
    assertEquals(List.of(2, 1), lanes.lanes().stream().limit(2).map(TracksTest::size).toList());
    assertInstanceOf(Track.Wire.class, lanes.lanes().get(2));
  }

  @Test
  void lanesWithoutAJoinOfTheirOwnEndTogether() {
    node("first", "in");
    node("a", "first");
    node("b", "first");
    node("other", "in");
    node("sum", "a", "b", "other");
    Lanes lanes = assertInstanceOf(Lanes.class, tracks().get(0));
    Column inner = assertInstanceOf(Column.class, lanes.lanes().get(0));
    assertInstanceOf(Lanes.class, inner.tracks().get(1));
  }

  @Test
  void wiringThatLanesCannotShowIsASpineWithArcs() {
    node("a", "in");
    node("b", "in");
    node("c", "a", "b");
    node("d", "b");
    node("sum", "c", "d");
    List<Track> tracks = tracks();
    Spine spine = assertInstanceOf(Spine.class, tracks.get(0));
    assertEquals(4, spine.layers().size());
    // in-b, a-c, b-d and c-sum; the others lead to the next.
    assertEquals(4, spine.arcs().size());
  }

  @Test
  void theArcsOfASpinePassItsLayers() {
    node("a", "in");
    node("b", "in");
    node("c", "a", "b");
    node("d", "b");
    node("sum", "c", "d");
    Plotter plotter = new Plotter();
    Column column = Column.of(tracks());
    plotter.plot(column, 100, 0, List.of(Trail.from(100, -10)));
    assertEquals(5, plotter.nodes().size());
    assertEquals(7, plotter.lines().size(), "one line for each input");
    int right =
        plotter.nodes().stream()
            .limit(4)
            .map(Scene.Node::rect)
            .mapToInt(Rect::right)
            .max()
            .orElseThrow();
    long past =
        plotter.lines().stream()
            .filter(line -> line.points().stream().anyMatch(point -> point.x() > right))
            .count();
    assertEquals(4, past);
    assertTrue(
        plotter.lines().stream()
            .flatMap(line -> line.points().stream())
            .allMatch(point -> point.x() <= 100 + column.right()));
  }

  private static int size(Track track) {
    return ((Column) track).tracks().size();
  }
}
