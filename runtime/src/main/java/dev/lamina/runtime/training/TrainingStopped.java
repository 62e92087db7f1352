package dev.lamina.runtime.training;

import java.io.Serial;
import java.nio.file.Path;

/** A run ended early because it was asked to; its state is on disk. */
public final class TrainingStopped extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int epoch;
  private final int steps;
  private final transient Path state;

  TrainingStopped(int epoch, int steps, Path state) {
    super(
        "stopped in epoch %d after %d steps; %s holds all that it takes to go on"
            .formatted(epoch + 1, steps, state));
    this.epoch = epoch;
    this.steps = steps;
    this.state = state;
  }

  /** The epoch under way, from 0. */
  public int epoch() {
    return epoch;
  }

  /** The steps of that epoch that are done. */
  public int steps() {
    return steps;
  }

  /** The file that the run goes on from. */
  public Path state() {
    return state;
  }
}
