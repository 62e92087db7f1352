package dev.lamina.graph.build;

import dev.lamina.graph.decl.BatchNormDecl;
import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagnostics.Message;
import java.util.OptionalInt;

/** Checks the numbers of simple layers. */
final class LayerCheck {

  private final Diagnostics diagnostics;

  LayerCheck(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  void check(PrincipalDecl principal, String member) {
    Limits limits = new Limits(diagnostics, member, principal.origin());
    if (principal instanceof PrincipalDecl.Conv conv) {
      convolution(conv, limits);
    } else if (principal instanceof PrincipalDecl.Pool pool) {
      pooling(pool, limits);
    } else if (principal instanceof PrincipalDecl.Linear linear) {
      limits.size("units", linear.units());
    } else if (principal instanceof PrincipalDecl.Dropout dropout) {
      double rate = dropout.rate();
      String repair = rate < 0 ? "rate = 0.0" : "a rate below 1, such as 0.5";
      limits.fraction("rate", rate, rate >= 0 && rate < 1, "[0, 1)", repair);
    } else if (principal instanceof PrincipalDecl.ChannelShuffle shuffle) {
      limits.size("groups", shuffle.groups());
    }
  }

  void norm(BatchNormDecl norm, String member) {
    Limits limits = new Limits(diagnostics, member, norm.origin());
    double epsilon = norm.epsilon();
    boolean small = epsilon > 0 && epsilon < 1;
    limits.fraction("epsilon", epsilon, small, "(0, 1)", "epsilon = 1.0E-5");
    double momentum = norm.momentum();
    String repair = momentum > 1 ? "momentum = 1.0" : "momentum = 0.1";
    limits.fraction("momentum", momentum, momentum > 0 && momentum <= 1, "(0, 1]", repair);
  }

  private void convolution(PrincipalDecl.Conv conv, Limits limits) {
    limits.size("filters", conv.filters());
    limits.size("stride", conv.stride());
    limits.size("groups", conv.groups());
    if (limits.size("kernel", conv.kernel())) {
      padding(conv.padding(), conv.kernel(), limits);
    }
  }

  private void pooling(PrincipalDecl.Pool pool, Limits limits) {
    limits.size("stride", pool.stride());
    if (limits.size("kernel", pool.kernel()) && padding(pool.padding(), pool.kernel(), limits)) {
      int padding = pool.padding().orElse(0);
      if (padding > pool.kernel() / 2) {
        diagnostics.report(
            Message.POOL_PADDING,
            limits.origin().attribute("padding"),
            padding,
            limits.owner(),
            pool.kernel(),
            pool.kernel() / 2,
            2 * padding);
      }
    }
  }

  private boolean padding(OptionalInt padding, int kernel, Limits limits) {
    if (padding.isPresent()) {
      return limits.between("padding", padding.getAsInt(), 0, Limits.LARGEST_SIZE);
    }
    if (kernel % 2 == 0) {
      diagnostics.report(
          Message.EVEN_KERNEL,
          limits.origin().attribute("kernel"),
          kernel,
          limits.owner(),
          kernel - 1,
          kernel + 1,
          kernel / 2);
    }
    return kernel % 2 != 0;
  }
}
