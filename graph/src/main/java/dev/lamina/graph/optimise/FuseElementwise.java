package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.InferenceGraph;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.TrainingGraph;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.Fused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one {@link Fused} op of each chain of ops that treat every element alike, forward and
 * backward: what goes from one to the next is not written to memory and read again. A norm, a
 * norm's gradient or a concatenation may begin a chain.
 *
 * <p>A node joins the chain whose last value it reads. The chain runs where it began, if all that
 * the node reads is there by then, else where the node runs. Neither may keep more in memory
 * meanwhile than the nodes did by themselves. So a concatenation begins one where all that follow
 * leave no value but the last: its parts stay whole until the chain has run.
 */
final class FuseElementwise {

  static final String NAME = "fuse-elementwise";

  private final Value logits;
  private final boolean severalOutputs;
  private final Map<Value, List<Node>> readers = new HashMap<>();
  private final Map<Value, Chain> producers = new HashMap<>();
  private final IdentityHashMap<Node, Chain> chains = new IdentityHashMap<>();
  private int positions;

  private FuseElementwise(Value logits, boolean severalOutputs) {
    this.logits = logits;
    this.severalOutputs = severalOutputs;
  }

  /** The same training graph with fewer nodes. */
  static TrainingGraph apply(TrainingGraph graph) {
    return new TrainingGraph(
        graph.model(),
        graph.labels(),
        graph.metrics(),
        graph.logits(),
        new FuseElementwise(graph.logits(), true).run(graph.forward(), graph.backward()),
        new FuseElementwise(graph.logits(), true).run(graph.backward(), List.of()));
  }

  /** The same inference graph with fewer nodes, which have one output each. */
  static InferenceGraph apply(InferenceGraph graph) {
    return new InferenceGraph(
        graph.model(),
        graph.folds(),
        new FuseElementwise(graph.logits(), false).run(graph.nodes(), List.of()),
        graph.logits());
  }

  private List<Node> run(List<Node> nodes, List<Node> after) {
    nodes.forEach(this::addReader);
    after.forEach(this::addReader);
    nodes.forEach(this::place);
    return nodes.stream()
        .map(chains::get)
        .distinct()
        .sorted(Comparator.comparingInt(Chain::position))
        .map(chain -> chain.node(value -> isReadOutside(value, chain)))
        .toList();
  }

  private void addReader(Node node) {
    node.inputs().stream()
        .distinct()
        .forEach(value -> readers.computeIfAbsent(value, v -> new ArrayList<>()).add(node));
  }

  private void place(Node node) {
    Chain chain = host(node).orElseGet(() -> new Chain(node, positions++));
    if (!isThereAt(chain, node)) {
      chain.moveTo(node, positions++);
    }
    chain.add(node);
    chains.put(node, chain);
    node.outputs().forEach(output -> producers.put(output, chain));
  }

  /** The chain that a node joins, the latest if there are several. */
  private Optional<Chain> host(Node node) {
    return Chain.isElementwise(node)
        ? node.inputs().stream()
            .filter(producers::containsKey)
            .map(producers::get)
            .distinct()
            .filter(chain -> chain.takes(node) && fits(chain, node))
            .max(Comparator.comparingInt(Chain::position))
        : Optional.empty();
  }

  /** Whether the chain stays one, runs in a right order, and needs no more memory. */
  private boolean fits(Chain chain, Node node) {
    Value last = chain.last();
    boolean vanishes = readers.get(last).size() == 1 && !last.equals(logits);
    boolean othersAreOutputs =
        node.inputs().stream()
            .filter(input -> producers.get(input) == chain && !input.equals(last))
            .allMatch(input -> isReadOutside(input, chain, node));
    if (!othersAreOutputs || !(vanishes || (severalOutputs && !chain.joins()))) {
      return false;
    }
    boolean isNeighbour = chain.position() == positions - 1;
    boolean canMove = isThereAt(chain, node) || (!chain.joins() && canWait(chain, node));
    return isNeighbour || (vanishes && canMove);
  }

  /** Whether all that a node reads is computed by the time that a chain runs. */
  private boolean isThereAt(Chain chain, Node node) {
    return node.inputs().stream()
        .filter(producers::containsKey)
        .allMatch(input -> producers.get(input).position() <= chain.position());
  }

  /**
   * Whether a chain can run as late as a node, with one input at most that is kept for it: that one
   * is kept in exchange for the chain's last value.
   */
  private boolean canWait(Chain chain, Node node) {
    int position = chain.position();
    boolean awaited =
        chain.members().stream()
            .flatMap(member -> member.outputs().stream())
            .anyMatch(value -> isReadBetween(position, value, node));
    long kept =
        chain.inputs().stream()
            .filter(input -> input.space() == Space.ACTIVATION)
            .filter(input -> !isReadAfter(position, input))
            .count();
    return !awaited && kept <= 1;
  }

  /** Whether a node that is placed after a position, other than a certain one, reads a value. */
  private boolean isReadBetween(int position, Value value, Node except) {
    return readers.getOrDefault(value, List.of()).stream()
        .anyMatch(
            reader ->
                !reader.name().equals(except.name())
                    && chains.containsKey(reader)
                    && chains.get(reader).position() > position);
  }

  private boolean isReadAfter(int position, Value value) {
    return readers.get(value).stream()
        .anyMatch(
            reader -> !chains.containsKey(reader) || chains.get(reader).position() > position);
  }

  private boolean isReadOutside(Value value, Chain chain, Node... orBy) {
    return value.equals(logits)
        || readers.getOrDefault(value, List.of()).stream()
            .anyMatch(reader -> chains.get(reader) != chain && !List.of(orBy).contains(reader));
  }
}
