package dev.lamina.graph.diagram;

import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.AvgPool;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormInference;
import dev.lamina.graph.op.Concat;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.GlobalAvgPool;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.op.Op;
import java.util.Locale;

/** Kinds of layers that have a colour each, in the order of the legend. */
enum Kind {
  CONVOLUTION,
  NORM,
  ACTIVATION,
  POOLING,
  JOIN,
  LINEAR,
  OTHER;

  static Kind of(Op op) {
    if (op instanceof Conv2d) {
      return CONVOLUTION;
    } else if (op instanceof BatchNorm || op instanceof BatchNormInference) {
      return NORM;
    } else if (op instanceof Activation) {
      return ACTIVATION;
    } else if (op instanceof MaxPool || op instanceof AvgPool || op instanceof GlobalAvgPool) {
      return POOLING;
    } else if (op instanceof Add || op instanceof Concat) {
      return JOIN;
    }
    return op instanceof Linear ? LINEAR : OTHER;
  }

  /** Whether such layers do little and are drawn slim. */
  boolean slim() {
    return this == NORM || this == ACTIVATION || this == OTHER;
  }

  /** The name in the legend and in the style sheet. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
