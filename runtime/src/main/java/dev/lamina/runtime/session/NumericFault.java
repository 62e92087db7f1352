package dev.lamina.runtime.session;

/**
 * The first number of a step that a device's precision could not hold.
 *
 * @param where the path of what wrote it, for example {@code stage2.0.conv1}; of a parameter, the
 *     layer that it belongs to
 * @param what the operation, for example {@code conv2d}, or the name of the parameter or moment
 * @param phase of the step
 * @param value not a number, infinite, or the greatest that the precision holds
 */
public record NumericFault(String where, String what, Phase phase, double value) {

  /** For example {@code stage2.0.conv1 (conv2d, forward) gave Infinity}. */
  @Override
  public String toString() {
    String text = Double.isFinite(value) ? value + ", the greatest there is" : "" + value;
    return phase == Phase.UPDATE
        ? "the update made %s of %s %s".formatted(what, where, text)
        : "%s (%s, %s) gave %s".formatted(where, what, phase.text(), text);
  }
}
