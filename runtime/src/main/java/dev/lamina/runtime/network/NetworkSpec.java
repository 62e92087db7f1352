package dev.lamina.runtime.network;

import dev.lamina.graph.ir.Initializer;
import dev.lamina.graph.ir.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Everything about a compiled network that is not code.
 *
 * @param name the declared type's simple name
 * @param input shape of one image
 * @param classes number of classes
 * @param layers in forward order
 * @param parameters in the order of their arena, which is the forward order but for those that
 *     programs read as one: these lie one right after the other, where the first of them would. All
 *     else lies on a multiple of 16 elements
 * @param states running averages, likewise
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

  /** Starts the specification of a network. */
  public static Builder builder(String name, Shape input, int classes) {
    return new Builder(name, input, classes);
  }

  /**
   * Collects a specification layer by layer: a parameter or state belongs to the layer that was
   * added last.
   */
  public static final class Builder {
    private final String name;
    private final Shape input;
    private final int classes;
    private final List<LayerSpec> layers = new ArrayList<>();
    private final List<ParameterSpec> parameters = new ArrayList<>();
    private final List<ParameterSpec> states = new ArrayList<>();
    private long parameterElements;
    private long stateElements;

    private Builder(String name, Shape input, int classes) {
      this.name = name;
      this.input = input;
      this.classes = classes;
    }

    /** The lengths of the parameter and state arenas. */
    public Builder arenas(long parameterElements, long stateElements) {
      this.parameterElements = parameterElements;
      this.stateElements = stateElements;
      return this;
    }

    /** The next layer in forward order. */
    public void layer(String name, String kind, Shape output, long multiplyAdds) {
      layers.add(new LayerSpec(name, kind, output, List.of(), multiplyAdds));
    }

    /** A trainable parameter of the last layer, at {@code offset} in the parameter arena. */
    public void parameter(String name, Shape shape, Initializer initializer, long offset) {
      parameters.add(new ParameterSpec(name, shape, initializer, offset));
      int last = layers.size() - 1;
      layers.set(last, layers.get(last).withParameter(name));
    }

    /** A running average of the last layer, at {@code offset} in the state arena. */
    public void state(String name, Shape shape, Initializer initializer, long offset) {
      states.add(new ParameterSpec(name, shape, initializer, offset));
    }

    /** Everything that was added, parameters and states in the order of their arenas. */
    public NetworkSpec build(ArenaSizes training, ArenaSizes inference) {
      return new NetworkSpec(
          name,
          input,
          classes,
          layers,
          inArenaOrder(parameters),
          inArenaOrder(states),
          parameterElements,
          stateElements,
          training,
          inference);
    }

    private static List<ParameterSpec> inArenaOrder(List<ParameterSpec> specs) {
      return specs.stream().sorted(Comparator.comparingLong(ParameterSpec::offset)).toList();
    }
  }
}
