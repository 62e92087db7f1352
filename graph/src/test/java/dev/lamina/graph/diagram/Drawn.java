package dev.lamina.graph.diagram;

import dev.lamina.graph.Compiler;
import dev.lamina.graph.StageListener;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagram.Scene.Label;
import dev.lamina.graph.diagram.Scene.Style;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.tree.NetworkTree;
import java.util.List;
import java.util.Set;

/** Draws trees and reads the drawings. */
final class Drawn {

  private Drawn() {}

  static PlannedNetwork compile(NetworkTree tree) {
    return new Compiler(Set.of(), StageListener.none())
        .compile(tree, new Diagnostics())
        .orElseThrow();
  }

  static Scene scene(NetworkTree tree) {
    return NetworkDiagram.scene(compile(tree));
  }

  static List<String> texts(Scene scene, Style style) {
    return scene.labels().stream().filter(l -> l.style() == style).map(Label::text).toList();
  }

  static List<String> layers(Scene scene) {
    return scene.nodes().stream().map(Scene.Node::text).toList();
  }
}
