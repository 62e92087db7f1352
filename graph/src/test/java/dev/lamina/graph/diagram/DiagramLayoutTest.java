package dev.lamina.graph.diagram;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.diagram.Scene.Label;
import dev.lamina.graph.diagram.Scene.Line;
import dev.lamina.graph.diagram.Scene.Panel;
import dev.lamina.graph.diagram.Scene.Point;
import dev.lamina.graph.diagram.Scene.Rect;
import dev.lamina.graph.tree.NetworkTree;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiagramLayoutTest {

  static Stream<NetworkTree> networks() {
    return Stream.of(Zoo.resNet(), Zoo.googleNet(), Zoo.denseNet(), Zoo.odd());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void layersAndTextsDoNotOverlap(NetworkTree network) {
    Scene scene = Drawn.scene(network);
    List<Rect> rects =
        Stream.concat(
                scene.nodes().stream().map(Scene.Node::rect),
                scene.labels().stream().map(Label::rect))
            .toList();
    for (int i = 0; i < rects.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertFalse(overlap(rects.get(i), rects.get(j)), rects.get(i) + " " + rects.get(j));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyLayerLiesInTheBodyOfABox(NetworkTree network) {
    Scene scene = Drawn.scene(network);
    for (Scene.Node node : scene.nodes()) {
      Rect rect = node.rect();
      assertTrue(
          scene.panels().stream().anyMatch(panel -> contains(body(panel), rect)),
          node.text() + " " + rect);
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void boxesAreApartOrOneInTheOther(NetworkTree network) {
    List<Panel> panels = Drawn.scene(network).panels();
    for (Panel one : panels) {
      for (Panel other : panels) {
        assertTrue(
            one.equals(other)
                || !overlap(one.rect(), other.rect())
                || contains(body(one), other.rect())
                || contains(body(other), one.rect()),
            one + " " + other);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void linesPassNoLayerAndNoText(NetworkTree network) {
    Scene scene = Drawn.scene(network);
    List<Rect> obstacles =
        Stream.concat(
                scene.nodes().stream().map(Scene.Node::rect),
                scene.labels().stream().map(Label::rect))
            .toList();
    for (Line line : scene.lines()) {
      for (int i = 1; i < line.points().size(); i++) {
        Rect stroke = stroke(line.points().get(i - 1), line.points().get(i));
        obstacles.forEach(o -> assertFalse(overlap(stroke, o), line + " through " + o));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void strokesAreHorizontalOrVertical(NetworkTree network) {
    for (Line line : Drawn.scene(network).lines()) {
      for (int i = 1; i < line.points().size(); i++) {
        Point from = line.points().get(i - 1);
        Point to = line.points().get(i);
        assertTrue(from.x() == to.x() ^ from.y() == to.y(), line.toString());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void textFitsItsLayer(NetworkTree network) {
    for (Scene.Node node : Drawn.scene(network).nodes()) {
      int size = node.kind().slim() ? Sizes.SLIM_FONT : Sizes.FONT;
      assertTrue(TextWidth.of(node.text(), size) + 16 <= node.rect().width(), node.text());
      assertTrue(size + 4 <= node.rect().height(), node.text());
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everythingIsOnThePage(NetworkTree network) {
    Scene scene = Drawn.scene(network);
    Rect page = new Rect(0, 0, scene.width(), scene.height());
    scene.labels().forEach(l -> assertTrue(contains(page, l.rect()), l.text()));
    scene.panels().forEach(p -> assertTrue(contains(page, p.rect()), p.toString()));
  }

  private static Rect body(Panel panel) {
    Rect rect = panel.rect();
    return new Rect(
        rect.x(), rect.y() + panel.header(), rect.width(), rect.height() - panel.header());
  }

  /** A line that only touches a rectangle does not overlap it. */
  private static Rect stroke(Point from, Point to) {
    int x = Math.min(from.x(), to.x());
    int y = Math.min(from.y(), to.y());
    return new Rect(x, y, Math.abs(from.x() - to.x()), Math.abs(from.y() - to.y()));
  }

  private static boolean overlap(Rect one, Rect other) {
    return one.x() < other.right()
        && other.x() < one.right()
        && one.y() < other.bottom()
        && other.y() < one.bottom();
  }

  private static boolean contains(Rect outer, Rect inner) {
    return outer.x() <= inner.x()
        && inner.right() <= outer.right()
        && outer.y() <= inner.y()
        && inner.bottom() <= outer.bottom();
  }
}
