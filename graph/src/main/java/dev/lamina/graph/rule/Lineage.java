package dev.lamina.graph.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the shape of a value comes from, for messages.
 *
 * @param channelsFrom path of the layer that set the number of channels
 * @param shrunkAt each layer that made the map smaller, with its sizes, for example {@code
 *     stage2.0.conv1 (32x32 to 16x16)}
 */
public record Lineage(String channelsFrom, List<String> shrunkAt) {

  public Lineage {
    shrunkAt = List.copyOf(shrunkAt);
  }

  /** The lineage of the network's input. */
  public static Lineage ofInput() {
    return new Lineage("the network's input", List.of());
  }

  /** The same, with channels from another layer. */
  public Lineage withChannelsFrom(String path) {
    return new Lineage(path, shrunkAt);
  }

  /** The same, after one more layer that changed the size of the map. */
  public Lineage shrunkBy(String step) {
    List<String> steps = new ArrayList<>(shrunkAt);
    steps.add(step);
    return new Lineage(channelsFrom, steps);
  }

  /** The steps as one text. */
  public String shrinking() {
    return shrunkAt.isEmpty() ? "no stride" : String.join(", ", shrunkAt);
  }
}
