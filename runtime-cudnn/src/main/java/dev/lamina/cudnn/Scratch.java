package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.Address;
import dev.lamina.cudnn.cuda.Workspace;

/** The parts of the shared workspace that one kernel uses while it runs. */
final class Scratch {
  private final Workspace workspace;
  private long used;

  Scratch(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Room for so many floats. */
  Address floats(long count) {
    return bytes(count * Float.BYTES);
  }

  /** Room for so many bytes, aligned for everything. */
  Address bytes(long count) {
    Address start = workspace.at(used);
    used += Workspace.aligned(count);
    workspace.reserve(Math.max(used, 1));
    return start;
  }
}
