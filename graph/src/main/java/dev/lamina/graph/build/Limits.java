package dev.lamina.graph.build;

import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagnostics.Message;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Checks numbers of one annotation against what is possible.
 *
 * @param diagnostics takes the messages
 * @param owner the member or other part that the annotation describes, for messages
 * @param origin the annotation
 */
record Limits(Diagnostics diagnostics, String owner, Origin origin) {

  /** Sizes stay so small that products of two fit an int. */
  static final int LARGEST_SIZE = 32_768;

  /** A size: at least 1. */
  boolean size(String attribute, int value) {
    return between(attribute, value, 1, LARGEST_SIZE);
  }

  /** A size that may follow from something else. */
  boolean size(String attribute, OptionalInt value) {
    return value.isEmpty() || size(attribute, value.getAsInt());
  }

  /** A number in {@code [least, most]}. */
  boolean between(String attribute, int value, int least, int most) {
    if (nameOf(value).isPresent()) {
      report(Message.NAMED_NUMBER, attribute, value, least);
    } else if (value < least) {
      report(Message.NUMBER_TOO_SMALL, attribute, value, least);
    } else if (value > most) {
      report(Message.NUMBER_TOO_LARGE, attribute, value, most);
    }
    return value >= least && value <= most;
  }

  private void report(Message message, String attribute, int value, int limit) {
    String text = nameOf(value).orElseGet(() -> String.valueOf(value));
    diagnostics.report(message, origin.attribute(attribute), attribute, text, owner, limit);
  }

  /** A probability or fraction, in the interval that {@code interval} describes. */
  void fraction(String attribute, double value, boolean inside, String interval, String repair) {
    if (!inside) {
      diagnostics.report(
          Message.OUT_OF_RANGE,
          origin.attribute(attribute),
          attribute,
          String.valueOf(value),
          owner,
          interval,
          repair);
    }
  }

  /** The annotations' named numbers are the least ints; their names say more. */
  private static Optional<String> nameOf(int value) {
    return switch (value - Integer.MIN_VALUE) {
      case 0 -> Optional.of("SAME");
      case 1 -> Optional.of("KERNEL");
      case 2 -> Optional.of("CLASSES");
      default -> Optional.empty();
    };
  }
}
