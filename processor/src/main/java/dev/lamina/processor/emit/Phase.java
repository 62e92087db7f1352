package dev.lamina.processor.emit;

import java.util.Locale;

/** The two halves of a training step; inference has only the first. */
enum Phase {
  FORWARD,
  BACKWARD;

  /** The method that runs a section's {@code run}-th turn, counted from 0. */
  String method(int run) {
    String name = name().toLowerCase(Locale.ROOT);
    return run == 0 ? name : name + (run + 1);
  }
}
