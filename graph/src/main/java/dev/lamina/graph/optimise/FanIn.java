package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.Conv2dInputGrad;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The gradient of a map that several layers read, as a sum of what comes through each of them.
 *
 * @param sum the node that adds all of it
 * @param others terms that are added up by themselves, if there are several
 * @param from the position from which on gradients can be added to these
 * @param adding the input gradients that add themselves to what there is, in order
 */
record FanIn(Node sum, List<Value> others, int from, List<Node> adding) {

  /** The sums of a graph of which a term can be added where it is computed. */
  static List<FanIn> all(List<Node> nodes) {
    Finder finder = new Finder(nodes);
    return nodes.stream()
        .filter(node -> node.op() instanceof Add add && isPlain(add))
        .filter(node -> new HashSet<>(node.inputs()).size() == node.inputs().size())
        .map(finder::of)
        .flatMap(Optional::stream)
        .toList();
  }

  private static boolean isPlain(Add sum) {
    return sum.function() == ActivationFunction.IDENTITY;
  }

  /** Looks at sums of one graph. */
  private static final class Finder {
    private final Links links;
    private final Map<Value, Integer> positions = new HashMap<>();

    Finder(List<Node> nodes) {
      links = new Links(nodes);
      for (int i = 0; i < nodes.size(); i++) {
        for (Value output : nodes.get(i).outputs()) {
          positions.put(output, i);
        }
      }
    }

    Optional<FanIn> of(Node sum) {
      List<Node> adding =
          new ArrayList<>(
              sum.inputs().stream()
                  .map(links::producer)
                  .flatMap(Optional::stream)
                  .filter(node -> canAdd(node, sum))
                  .sorted(Comparator.comparingInt(this::position))
                  .toList());
      // With no others the first takes their part; what cannot wait for others is one of them.
      List<Value> others = others(sum, adding);
      if (others.isEmpty()) {
        adding.remove(0);
      } else {
        int last = others.stream().mapToInt(this::position).max().getAsInt();
        adding.removeIf(node -> position(node) < last && !canWait(node));
      }
      return adding.isEmpty() ? Optional.empty() : of(sum, adding);
    }

    private Optional<FanIn> of(Node sum, List<Node> adding) {
      List<Value> others = others(sum, adding);
      OptionalInt from = free(others, sum);
      return from.isPresent()
              && adding.stream().allMatch(node -> position(node) > from.getAsInt() || canWait(node))
          ? Optional.of(new FanIn(sum, others, from.getAsInt(), List.copyOf(adding)))
          : Optional.empty();
    }

    private static List<Value> others(Node sum, List<Node> adding) {
      Set<Value> added = adding.stream().map(Node::output).collect(Collectors.toSet());
      return sum.inputs().stream().filter(term -> !added.contains(term)).toList();
    }

    /** Whether this is the input gradient of a 1x1 convolution, read by the sum alone. */
    private boolean canAdd(Node node, Node sum) {
      return node.op() instanceof Conv2dInputGrad grad
          && grad.conv().isPerPixel()
          && links.isReadBy(node.output(), sum);
    }

    /** Whether what it reads, which is kept for it, is no larger than what it writes. */
    private static boolean canWait(Node node) {
      return node.input(0).shape().elements() <= node.output().shape().elements();
    }

    /**
     * The position after which others may be written over: a sum of theirs at once, a single one
     * when nobody else reads it. None if that is after the sum.
     */
    private OptionalInt free(List<Value> others, Node sum) {
      int last = others.stream().mapToInt(this::position).max().orElse(-1);
      if (others.size() == 1) {
        last =
            links.readers(others.get(0)).stream()
                .filter(node -> !node.equals(sum))
                .mapToInt(this::position)
                .reduce(last, Math::max);
      }
      return last < position(sum) ? OptionalInt.of(last) : OptionalInt.empty();
    }

    /** Of the node that writes it; before all, if it is given. */
    private int position(Value value) {
      return positions.getOrDefault(value, -1);
    }

    private int position(Node node) {
      return positions.get(node.output());
    }
  }
}
