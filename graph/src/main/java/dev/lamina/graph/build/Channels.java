package dev.lamina.graph.build;

import dev.lamina.graph.tree.ChannelCount;
import java.util.OptionalInt;

/** Turns written channel counts into what the tree holds. */
final class Channels {

  private Channels() {}

  /** So many, or as many as come in. */
  static ChannelCount of(OptionalInt written) {
    return written.isPresent()
        ? new ChannelCount.Fixed(written.getAsInt())
        : new ChannelCount.Same();
  }
}
