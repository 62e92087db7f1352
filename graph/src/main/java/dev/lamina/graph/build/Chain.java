package dev.lamina.graph.build;

import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Window;
import dev.lamina.graph.tree.ChannelCount;
import dev.lamina.graph.tree.Layer;
import dev.lamina.graph.tree.Leaf;
import dev.lamina.graph.tree.Sequence;
import dev.lamina.graph.tree.Unit;
import java.util.ArrayList;
import java.util.List;

/** Collects layers that come one after the other and belong to one annotation. */
final class Chain {

  private final String prefix;
  private final ActivationFunction function;
  private final Origin origin;
  private final List<Unit> units = new ArrayList<>();

  /**
   * An empty chain.
   *
   * @param prefix what the names of all parameters begin with
   * @param function the activation of {@link #activation}
   */
  Chain(String prefix, ActivationFunction function, Origin origin) {
    this.prefix = prefix;
    this.function = function;
    this.origin = origin;
  }

  /** A convolution that keeps height and width but for its stride. */
  Chain conv(String name, ChannelCount filters, int kernel, int stride, String weight) {
    return conv(name, new Layer.Conv(filters, same(kernel, stride), 1, false), weight, origin);
  }

  /** A convolution with attributes that are written under other names. */
  Chain conv(String name, Layer.Conv conv, String weight, Origin where) {
    return add(new Leaf(name, conv, prefix + "." + weight, where));
  }

  /** A norm with the usual numbers. */
  Chain norm(String name, String weight) {
    return add(new Leaf(name, new Layer.Norm(1e-5, 0.1), prefix + "." + weight, origin));
  }

  /** The chain's activation, unless that is the identity. */
  Chain activation(String name) {
    return function == ActivationFunction.IDENTITY
        ? this
        : add(new Leaf(name, new Layer.Activate(function), "", origin));
  }

  /** Any unit. */
  Chain add(Unit unit) {
    units.add(unit);
    return this;
  }

  /** The collected layers as one unit. */
  Sequence as(String name, boolean block) {
    return new Sequence(name, units, block, origin);
  }

  /** A window that keeps height and width but for its stride; {@code kernel} is odd. */
  static Window same(int kernel, int stride) {
    return new Window(kernel, stride, kernel / 2);
  }
}
