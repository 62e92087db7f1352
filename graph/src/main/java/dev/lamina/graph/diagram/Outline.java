package dev.lamina.graph.diagram;

import dev.lamina.graph.diagram.Frame.Flow;
import dev.lamina.graph.ir.ShapedGraph;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The boxes of a network: one for each member, in it one for each block if there are several. */
final class Outline {

  private Outline() {}

  /** The members' boxes in order, equal neighbours folded. */
  static List<Frame> of(ShapedGraph model) {
    Part whole = new Part(model.nodes(), model.input(), model.logits());
    List<Part> members = whole.cut(node -> node.site().member());
    return Folding.neighbours(members.stream().map(Outline::member).toList());
  }

  private static Frame member(Part part) {
    String name =
        part.nodes().stream()
            .map(node -> node.site().member())
            .distinct()
            .collect(Collectors.joining(" + "));
    List<Part> blocks = part.cut(node -> node.site().block());
    Frame frame = Frame.of(name, part);
    return blocks.size() == 1
        ? frame
        : frame.with(
            new Flow(
                Folding.all(
                    blocks.stream()
                        .map(block -> Frame.of(blockName(block, name), block))
                        .toList())));
  }

  /** The path that the part's blocks have in common, as it reads within its member. */
  private static String blockName(Part part, String member) {
    String path =
        part.nodes().stream()
            .map(node -> node.site().block())
            .distinct()
            .reduce(Outline::commonPath)
            .orElse(member);
    return path.startsWith(member + ".") ? path.substring(member.length() + 1) : path;
  }

  private static String commonPath(String one, String other) {
    List<String> names = Arrays.asList(one.split("\\.", -1));
    List<String> others = Arrays.asList(other.split("\\.", -1));
    int common = 0;
    while (common < Math.min(names.size(), others.size())
        && names.get(common).equals(others.get(common))) {
      common++;
    }
    return String.join(".", names.subList(0, common));
  }
}
