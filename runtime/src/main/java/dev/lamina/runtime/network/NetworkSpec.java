package dev.lamina.runtime.network;

import dev.lamina.graph.ir.Shape;
import java.util.List;

/**
 * Everything about a compiled network that is not code.
 *
 * @param name the declared type's simple name
 * @param input shape of one image
 * @param classes number of classes
 * @param layers in forward order
 * @param parameters in arena order; they lie one after the other, each on a multiple of 16 elements
 * @param states running averages, in arena order, likewise
 * @param parameterElements length of the parameter arena
 * @param stateElements length of the state arena
 * @param training what the training program needs
 * @param inference what the inference program needs
 */
public record NetworkSpec(
    String name,
    Shape input,
    int classes,
    List<LayerSpec> layers,
    List<ParameterSpec> parameters,
    List<ParameterSpec> states,
    long parameterElements,
    long stateElements,
    ArenaSizes training,
    ArenaSizes inference) {

  public NetworkSpec {
    layers = List.copyOf(layers);
    parameters = List.copyOf(parameters);
    states = List.copyOf(states);
  }

  /** Number of trainable numbers, padding of the arena not counted. */
  public long parameterCount() {
    return parameters.stream().mapToLong(p -> p.shape().elements()).sum();
  }

  /** Multiply-adds of one forward pass, per example. */
  public long multiplyAdds() {
    return layers.stream().mapToLong(LayerSpec::multiplyAdds).sum();
  }
}
