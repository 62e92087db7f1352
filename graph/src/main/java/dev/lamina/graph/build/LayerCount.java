package dev.lamina.graph.build;

import dev.lamina.graph.decl.MemberDecl;
import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.decl.RepeatDecl;
import java.util.IdentityHashMap;

/** How many layers a member expands to, roughly: enough to stop what no machine could build. */
final class LayerCount {

  private static final int INCEPTION = 22;
  private static final int RESIDUAL = 10;
  private static final int DENSE = 7;
  private static final int TRANSITION = 4;

  /** Blocks of blocks multiply, and so would the time to count them one by one. */
  private final IdentityHashMap<PrincipalDecl.Block, Long> blocks = new IdentityHashMap<>();

  long of(MemberDecl member) {
    long once = plus(2, member.principal().map(this::of).orElse(0L));
    return times(once, member.repeat().map(RepeatDecl::times).orElse(1));
  }

  private long of(PrincipalDecl principal) {
    if (principal instanceof PrincipalDecl.Residual residual) {
      return times(RESIDUAL, residual.blocks());
    } else if (principal instanceof PrincipalDecl.Dense dense) {
      return times(DENSE, dense.layers());
    } else if (principal instanceof PrincipalDecl.Inception) {
      return INCEPTION;
    } else if (principal instanceof PrincipalDecl.Transition) {
      return TRANSITION;
    } else if (principal instanceof PrincipalDecl.Block block) {
      return of(block);
    }
    return 1;
  }

  private long of(PrincipalDecl.Block block) {
    Long known = blocks.get(block);
    if (known == null) {
      known = block.members().stream().mapToLong(this::of).reduce(0, LayerCount::plus);
      blocks.put(block, known);
    }
    return known;
  }

  /** Nested repetitions overflow; anything so large counts as the largest number. */
  private static long times(long layers, int repetitions) {
    double product = (double) layers * Math.max(1, repetitions);
    return product > Long.MAX_VALUE / 2.0 ? Long.MAX_VALUE / 2 : (long) product;
  }

  private static long plus(long a, long b) {
    return Math.min(Long.MAX_VALUE / 2, a + b);
  }
}
