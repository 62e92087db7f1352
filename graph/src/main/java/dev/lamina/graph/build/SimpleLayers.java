package dev.lamina.graph.build;

import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.op.Window;
import dev.lamina.graph.tree.Layer;
import java.util.Optional;

/** Layers that an annotation states as they are. */
final class SimpleLayers {

  private SimpleLayers() {}

  /** The layer of a principal annotation; empty for blocks. */
  static Optional<Layer> of(PrincipalDecl principal, Defaults defaults) {
    if (principal instanceof PrincipalDecl.Conv conv) {
      return Optional.of(convolution(conv));
    } else if (principal instanceof PrincipalDecl.Pool pool) {
      return Optional.of(pooling(pool));
    } else if (principal instanceof PrincipalDecl.GlobalAvgPool) {
      return Optional.of(new Layer.GlobalAvgPooling());
    } else if (principal instanceof PrincipalDecl.Linear linear) {
      int units = linear.units().orElse(defaults.classes());
      return Optional.of(new Layer.FullyConnected(units, linear.bias()));
    } else if (principal instanceof PrincipalDecl.Dropout dropout) {
      return Optional.of(new Layer.Drop(dropout.rate()));
    } else if (principal instanceof PrincipalDecl.ChannelShuffle shuffle) {
      return Optional.of(new Layer.Shuffle(shuffle.groups()));
    }
    return Optional.empty();
  }

  private static Layer convolution(PrincipalDecl.Conv conv) {
    int padding = conv.padding().orElse(conv.kernel() / 2);
    Window window = new Window(conv.kernel(), conv.stride(), padding);
    return new Layer.Conv(Channels.of(conv.filters()), window, conv.groups(), conv.bias());
  }

  private static Layer pooling(PrincipalDecl.Pool pool) {
    int stride = pool.stride().orElse(pool.kernel());
    int padding = pool.padding().orElse(pool.kernel() / 2);
    Window window = new Window(pool.kernel(), stride, padding);
    return pool.max() ? new Layer.MaxPooling(window) : new Layer.AvgPooling(window);
  }
}
