package dev.lamina.runtime.network;

import dev.lamina.graph.ir.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * One layer of a network, for summaries.
 *
 * @param name path, for example {@code stage2.0.conv1}
 * @param kind what it is, for example {@code conv2d 3x3 stride 1 padding 1}
 * @param output shape of its output for one example
 * @param parameters names of its parameters
 * @param multiplyAdds of one forward pass, per example
 */
public record LayerSpec(
    String name, String kind, Shape output, List<String> parameters, long multiplyAdds) {

  public LayerSpec {
    parameters = List.copyOf(parameters);
  }

  /** The same layer with one more parameter. */
  LayerSpec withParameter(String parameter) {
    List<String> more = new ArrayList<>(parameters);
    more.add(parameter);
    return new LayerSpec(name, kind, output, more, multiplyAdds);
  }
}
