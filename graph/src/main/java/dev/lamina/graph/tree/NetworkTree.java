package dev.lamina.graph.tree;

import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.ir.Shape;
import java.util.List;

/**
 * A whole network before its shapes are known.
 *
 * @param name the declared type's simple name
 * @param input shape of one image
 * @param classes number of classes; the last member must give a vector of that length
 * @param initialization how parameters begin
 * @param members the top-level units in order, each named after the user's member
 * @param origin the declared type
 */
public record NetworkTree(
    String name,
    Shape input,
    int classes,
    Initialization initialization,
    List<Unit> members,
    Origin origin) {

  public NetworkTree {
    members = List.copyOf(members);
  }
}
