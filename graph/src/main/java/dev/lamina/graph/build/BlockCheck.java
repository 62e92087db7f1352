package dev.lamina.graph.build;

import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagnostics.Message;

/** Checks the numbers of built-in blocks. */
final class BlockCheck {

  /** More blocks in one annotation are a slip. */
  static final int MOST_BLOCKS = 10_000;

  private final Diagnostics diagnostics;

  BlockCheck(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  void check(PrincipalDecl principal, String member) {
    Limits limits = new Limits(diagnostics, member, principal.origin());
    if (principal instanceof PrincipalDecl.Inception inception) {
      inception(inception, limits);
    } else if (principal instanceof PrincipalDecl.Residual residual) {
      residual(residual, limits);
    } else if (principal instanceof PrincipalDecl.Dense dense) {
      limits.between("layers", dense.layers(), 1, MOST_BLOCKS);
      limits.size("growth", dense.growth());
      limits.size("bottleneck", dense.bottleneck());
    } else if (principal instanceof PrincipalDecl.Transition transition) {
      double kept = transition.compression();
      String repair = kept > 1 ? "compression = 1.0" : "compression = 0.5";
      limits.fraction("compression", kept, kept > 0 && kept <= 1, "(0, 1]", repair);
    }
  }

  private static void inception(PrincipalDecl.Inception inception, Limits limits) {
    limits.size("reduce3x3", inception.reduce3x3());
    limits.size("reduce5x5", inception.reduce5x5());
    limits.size("out1x1", inception.out1x1());
    limits.size("out3x3", inception.out3x3());
    limits.size("out5x5", inception.out5x5());
    limits.size("outPool", inception.outPool());
  }

  private void residual(PrincipalDecl.Residual residual, Limits limits) {
    boolean filters = limits.size("filters", residual.filters());
    limits.between("blocks", residual.blocks(), 1, MOST_BLOCKS);
    limits.size("stride", residual.stride());
    residual.grouped().ifPresent(g -> grouped(residual, g, filters, limits));
  }

  private void grouped(
      PrincipalDecl.Residual residual,
      PrincipalDecl.Grouped grouped,
      boolean filters,
      Limits limits) {
    if (residual.preAct()) {
      diagnostics.report(
          Message.GROUPED_PRE_ACTIVATION, limits.origin().attribute("preAct"), limits.owner());
    }
    Limits own = new Limits(diagnostics, limits.owner(), grouped.origin());
    boolean numbers = own.size("cardinality", grouped.cardinality());
    numbers &= own.size("baseWidth", grouped.baseWidth());
    numbers &= own.size("widen", grouped.widen());
    if (residual.filters().isEmpty()) {
      diagnostics.report(
          Message.GROUPED_SAME, limits.origin().attribute("filters"), limits.owner());
    } else if (numbers && filters) {
      width(grouped, residual.filters().getAsInt(), own);
    }
  }

  private void width(PrincipalDecl.Grouped grouped, int filters, Limits limits) {
    double width = GroupedResidual.groupWidth(grouped, filters);
    if (width != Math.rint(width)) {
      // baseWidth * filters is a multiple of this exactly where baseWidth is one of step.
      long divisor = 64L * grouped.widen();
      long step = divisor / gcd(divisor, filters);
      long below = grouped.baseWidth() / step * step;
      diagnostics.report(
          Message.GROUP_WIDTH,
          limits.origin().attribute("baseWidth"),
          grouped.baseWidth(),
          limits.owner(),
          filters,
          grouped.widen(),
          String.valueOf(width),
          below == 0 ? String.valueOf(step) : below + " and " + (below + step));
    } else if (grouped.cardinality() * width > Limits.LARGEST_SIZE) {
      diagnostics.report(
          Message.NUMBER_TOO_LARGE,
          limits.origin().attribute("cardinality"),
          "cardinality * width of a group",
          String.valueOf((long) (grouped.cardinality() * width)),
          limits.owner(),
          Limits.LARGEST_SIZE);
    }
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
