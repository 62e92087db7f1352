package dev.lamina.graph.ir;

import java.util.List;

/**
 * Several parameters, or several states, that one node reads as one: joined along their first
 * dimension, they lie one after the other in their arena, without room between them.
 *
 * @param name of the whole, which no parameter and no state has
 * @param parts names in weight files, in order; none is a part of another whole
 */
public record Joined(String name, List<String> parts) {

  public Joined {
    parts = List.copyOf(parts);
  }
}
