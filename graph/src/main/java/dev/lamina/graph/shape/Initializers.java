package dev.lamina.graph.shape;

import dev.lamina.graph.ir.Initializer;
import dev.lamina.graph.rule.ParameterNeed;
import dev.lamina.graph.tree.Initialization;

/** Decides how each parameter begins. */
final class Initializers {

  private Initializers() {}

  /** The initializer of a parameter under a network's scheme. */
  static Initializer of(ParameterNeed need, Initialization scheme) {
    return switch (need.role()) {
      case CONVOLUTION_WEIGHT -> weight(need, scheme.convolution(), scheme.gainOf().gain());
      // The classifier is followed by no activation: gain √2 is PyTorch's default for
      // kaiming_normal_.
      case LINEAR_WEIGHT -> weight(need, scheme.linear(), Math.sqrt(2.0));
      case BIAS -> scheme.zeroBias() ? new Initializer.Constant(0) : uniform(need);
      case NORM_SCALE, RUNNING_VARIANCE -> new Initializer.Constant(1);
      case NORM_SHIFT, RUNNING_MEAN -> new Initializer.Constant(0);
    };
  }

  private static Initializer weight(ParameterNeed need, Initialization.Scheme scheme, double gain) {
    return switch (scheme) {
      case KAIMING_NORMAL_FAN_IN -> new Initializer.Normal(gain / Math.sqrt((double) need.fanIn()));
      case KAIMING_NORMAL_FAN_OUT ->
          new Initializer.Normal(gain / Math.sqrt((double) need.fanOut()));
      case UNIFORM_FAN_IN -> uniform(need);
    };
  }

  private static Initializer uniform(ParameterNeed need) {
    return new Initializer.Uniform(1 / Math.sqrt((double) need.fanIn()));
  }
}
