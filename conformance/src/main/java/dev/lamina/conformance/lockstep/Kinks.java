package dev.lamina.conformance.lockstep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The kinks of one forward pass.
 *
 * @param kinks in the order of the network
 * @param branches how many branches were taken: rectified activations and maxima
 */
public record Kinks(List<Kink> kinks, long branches) {

  public Kinks {
    kinks = List.copyOf(kinks);
  }

  /** How many branches differed. */
  public int count() {
    return kinks.size();
  }

  /** The share of branches that differed. */
  public double share() {
    return (double) count() / branches;
  }

  /** The greatest distance from a tie, by its channel's scale. */
  public double greatest() {
    return kinks.stream().mapToDouble(Kink::relative).max().orElse(0);
  }

  /** The kinks that are further from a tie than a bound, the furthest first, for a message. */
  public List<String> beyond(double bound) {
    return kinks.stream()
        // The negation also catches a NaN.
        .filter(kink -> !(kink.relative() <= bound))
        .sorted(Comparator.comparingDouble(Kink::relative).reversed())
        .map(Kink::toString)
        .toList();
  }

  /** For example {@code 3 of 1,234,567 branches (2.1e-07)}. */
  @Override
  public String toString() {
    return "%d of %,d branches (%.1e)".formatted(count(), branches, greatest());
  }

  /** Collects kinks, channel by channel of one output. */
  static final class Collector {
    private final List<Kink> kinks = new ArrayList<>();
    private long branches;

    void clear() {
      kinks.clear();
      branches = 0;
    }

    /** Counts the branches of a node, of which some differ. */
    void add(long ofNode, List<Kink> differing) {
      branches += ofNode;
      kinks.addAll(differing);
    }

    Kinks kinks() {
      return new Kinks(kinks, branches);
    }
  }
}
