package dev.lamina.graph.rule;

import dev.lamina.graph.diagnostics.Message;
import dev.lamina.graph.ir.Shape;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Checks that ops over groups of channels share. */
final class Groups {

  private Groups() {}

  /** Whether groups divide the channels that come in; reports if not. */
  static boolean divideChannels(int groups, Shape input, Report report) {
    String what = "input channels (from " + report.inputs().channelsFrom() + ")";
    return divide(groups, input.channels(), what, report);
  }

  /** Whether groups divide so many of {@code what}; reports if not. */
  static boolean divide(int groups, int count, String what, Report report) {
    boolean divides = count % groups == 0;
    if (!divides) {
      report.at(
          "groups",
          Message.GROUPS_DO_NOT_DIVIDE,
          groups,
          report.path(),
          count,
          what,
          nearestDivisors(groups, count));
    }
    return divides;
  }

  /** The divisors of {@code count} next below and above {@code groups}. */
  private static String nearestDivisors(int groups, int count) {
    int below =
        IntStream.iterate(groups, g -> g - 1)
            .filter(g -> count % Math.max(g, 1) == 0)
            .map(g -> Math.max(g, 1))
            .findFirst()
            .orElse(1);
    int above =
        IntStream.rangeClosed(groups, count).filter(g -> count % g == 0).findFirst().orElse(below);
    return IntStream.of(below, above)
        .distinct()
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(" and "));
  }
}
