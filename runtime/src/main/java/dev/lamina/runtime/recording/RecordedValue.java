package dev.lamina.runtime.recording;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;

/**
 * Something that an op reads or writes.
 *
 * @param space {@link Space#INPUT} for the images, PARAMETER or STATE for weights, FOLDED for
 *     weights that a node computes, ACTIVATION for all else that a node computes
 * @param name of a weight, its name in weight files; of a node's output, the node's name, with the
 *     output's number behind the first; {@code input} for the images
 * @param shape without the batch, feature maps as {@code (C, H, W)}
 */
public record RecordedValue(Space space, String name, Shape shape) {

  /** Whether weight files hold it. */
  public boolean isWeight() {
    return space == Space.PARAMETER || space == Space.STATE;
  }
}
