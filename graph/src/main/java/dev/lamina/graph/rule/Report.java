package dev.lamina.graph.rule;

import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagnostics.Message;

/**
 * Where a rule reports what does not fit.
 *
 * @param diagnostics the collector
 * @param origin the annotation of the op's layer
 * @param path the op's path, for texts
 * @param inputs what is known about where each input's shape comes from, for texts
 */
public record Report(Diagnostics diagnostics, Origin origin, String path, Lineage inputs) {

  /** Reports an error at one attribute of the layer's annotation. */
  public void at(String attribute, Message message, Object... arguments) {
    diagnostics.report(message, origin.attribute(attribute), arguments);
  }

  /** Reports an error at the layer's annotation as a whole. */
  public void here(Message message, Object... arguments) {
    diagnostics.report(message, origin, arguments);
  }
}
