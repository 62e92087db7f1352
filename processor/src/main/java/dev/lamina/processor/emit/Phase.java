package dev.lamina.processor.emit;

import java.util.Locale;

/** When kernels run. */
enum Phase {
  /** With every batch, from the input to the loss or the logits. */
  FORWARD("Forward, in the order in which it runs."),
  /** With every batch in training, to the gradients. */
  BACKWARD("Backward, in the order in which it runs."),
  /** Before inference, to weights that norms are folded into. */
  FOLD("Folding, whenever parameters or running averages have changed.");

  private final String when;

  Phase(String when) {
    this.when = when;
  }

  /** When its kernels run, as a comment. */
  String when() {
    return when;
  }

  /** The method that runs a section's {@code run}-th turn, counted from 0. */
  String method(int run) {
    String name = name().toLowerCase(Locale.ROOT);
    return run == 0 ? name : name + (run + 1);
  }
}
