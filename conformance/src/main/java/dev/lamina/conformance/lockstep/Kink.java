package dev.lamina.conformance.lockstep;

/**
 * A place where the reference device, left to itself, would have taken another branch than the
 * device did.
 *
 * @param node the network's node
 * @param element index in the node's output, the batch included, in the order of memory
 * @param distance from the tie, in double precision: of the pre-activation from 0, or of the pixel
 *     that the device took from the maximum
 * @param scale root mean square, over the batch, of the channel's pre-activations or maxima
 */
public record Kink(String node, int element, double distance, double scale) {

  /** The distance from the tie by the channel's scale. */
  public double relative() {
    return distance == 0 ? 0 : distance / scale;
  }

  /** For example {@code stage1.0.relu[1234]: 3.1e-08 of 0.71}. */
  @Override
  public String toString() {
    return "%s[%d]: %.1e of %.2g".formatted(node, element, distance, scale);
  }
}
