package dev.lamina.conformance.random;

import dev.lamina.graph.decl.MemberDecl;
import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.decl.RepeatDecl;
import java.util.List;

/**
 * The shape that a declaration has come to, as far as its author keeps count: where the declaration
 * is absurd, so is this.
 *
 * @param channels of a map, or features of a vector
 * @param height in pixels
 * @param width in pixels
 * @param map whether it is a map
 */
record Extent(long channels, long height, long width, boolean map) {

  /** What a member leaves of this. */
  Extent after(MemberDecl member) {
    Extent result = this;
    long times = Math.min(4, member.repeat().map(RepeatDecl::times).orElse(1));
    for (int i = 0; i < times && member.principal().isPresent(); i++) {
      result = result.after(member.principal().get());
    }
    return result;
  }

  private Extent after(PrincipalDecl principal) {
    if (principal instanceof PrincipalDecl.Conv conv) {
      long padding = conv.padding().orElse(conv.kernel() / 2);
      return slid(conv.kernel(), conv.stride(), padding)
          .with(conv.filters().isPresent() ? conv.filters().getAsInt() : channels);
    } else if (principal instanceof PrincipalDecl.Pool pool) {
      long padding = pool.padding().orElse(pool.kernel() / 2);
      return slid(pool.kernel(), pool.stride().orElse(pool.kernel()), padding);
    } else if (principal instanceof PrincipalDecl.GlobalAvgPool) {
      return new Extent(channels, 1, 1, false);
    } else if (principal instanceof PrincipalDecl.Linear linear) {
      return new Extent(linear.units().orElse(1), 1, 1, false);
    } else if (principal instanceof PrincipalDecl.Block block) {
      return after(block);
    }
    return afterBuiltIn(principal);
  }

  private Extent afterBuiltIn(PrincipalDecl principal) {
    if (principal instanceof PrincipalDecl.Inception block) {
      return with((long) block.out1x1() + block.out3x3() + block.out5x5() + block.outPool());
    } else if (principal instanceof PrincipalDecl.Residual series) {
      return slid(3, series.stride(), 1)
          .with(series.filters().isPresent() ? series.filters().getAsInt() : channels);
    } else if (principal instanceof PrincipalDecl.Dense block) {
      return with(channels + (long) block.layers() * block.growth());
    } else if (principal instanceof PrincipalDecl.Transition transition) {
      return slid(2, 2, 0).with((long) (transition.compression() * channels));
    }
    return this;
  }

  private Extent after(PrincipalDecl.Block block) {
    if (block.join().isEmpty()) {
      return through(block.members());
    }
    List<Extent> branches = block.members().stream().map(this::after).toList();
    return block.join().get() == PrincipalDecl.Join.ADD
        ? branches.get(0)
        : branches.get(0).with(branches.stream().mapToLong(Extent::channels).sum());
  }

  private Extent through(List<MemberDecl> members) {
    Extent result = this;
    for (MemberDecl member : members) {
      result = result.after(member);
    }
    return result;
  }

  private Extent with(long newChannels) {
    return new Extent(newChannels, height, width, map);
  }

  private Extent slid(long kernel, long stride, long padding) {
    long step = Math.max(1, stride);
    return new Extent(
        channels,
        (height + 2 * padding - kernel) / step + 1,
        (width + 2 * padding - kernel) / step + 1,
        map);
  }

  /** A number of this kind that can be drawn up to: at least 1, and small. */
  static int small(long number, int most) {
    return (int) Math.max(1, Math.min(most, number));
  }

  /** The shorter side, at least 1. */
  int side() {
    return small(Math.min(height, width), 64);
  }
}
