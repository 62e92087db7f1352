package dev.lamina.runtime.session;

import java.util.Locale;

/** The parts of a training step. */
public enum Phase {
  /** From the images to the loss. */
  FORWARD,
  /** From the loss to the gradients. */
  BACKWARD,
  /** What is done with the gradients: the optimizer; and the count of steps. */
  UPDATE;

  /** In lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
