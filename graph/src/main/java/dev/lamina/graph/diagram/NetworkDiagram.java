package dev.lamina.graph.diagram;

import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.summary.LayerTable;

/**
 * Draws a network: its members as titled boxes from top to bottom, the shapes between them, the
 * layers of each block in lanes; equal neighbours once, with their number.
 */
public final class NetworkDiagram {

  private NetworkDiagram() {}

  /** The picture as an SVG document without scripts or references to other files. */
  public static String svg(PlannedNetwork planned) {
    return SvgWriter.write(scene(planned));
  }

  static Scene scene(PlannedNetwork planned) {
    return PageLayout.of(Outline.of(planned.model()), LayerTable.of(planned));
  }
}
