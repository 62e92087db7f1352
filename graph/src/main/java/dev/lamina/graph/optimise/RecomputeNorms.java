package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.TrainingGraph;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormRecompute;
import dev.lamina.graph.plan.AliveMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a norm wrote in the forward pass is computed again just before the backward pass reads it,
 * and not kept meanwhile: what it is computed from, the norm's input and statistics, is kept for
 * the norm's own gradient anyway.
 *
 * <p>That costs a pass over the map. So it is done only where such maps are a good part of what is
 * alive at the peak, and to those alone without which the peak would be higher.
 */
final class RecomputeNorms {

  static final String NAME = "recompute-norm";

  /** The part of the peak that may be left at most, for the time to be well spent. */
  private static final double WORTHWHILE = 0.8;

  private final TrainingGraph graph;
  private final List<Node> order;

  private RecomputeNorms(TrainingGraph graph) {
    this.graph = graph;
    this.order = graph.order();
  }

  /** The same training graph with less to keep, or as it is where too little is to be won. */
  static TrainingGraph apply(TrainingGraph graph) {
    return new RecomputeNorms(graph).run();
  }

  private TrainingGraph run() {
    long[] alive = AliveMemory.activations(order, graph.keepUntil());
    long peak = greatest(alive);
    List<Gap> gaps = gaps();
    gaps.forEach(gap -> gap.add(-gap.size(), alive));
    long least = greatest(alive);
    return least > WORTHWHILE * peak ? graph : recomputing(needed(gaps, alive, least));
  }

  private static long greatest(long[] alive) {
    return Arrays.stream(alive).max().orElse(0);
  }

  /**
   * The norms that have to be recomputed for a peak, by their outputs; the largest of the others
   * are found first.
   *
   * @param alive if all are recomputed
   */
  private static Map<Value, Node> needed(List<Gap> gaps, long[] alive, long peak) {
    Map<Value, Node> needed = new HashMap<>();
    for (Gap gap : gaps.stream().sorted(Comparator.comparing(Gap::size).reversed()).toList()) {
      if (gap.most(alive) + gap.size() <= peak) {
        gap.add(gap.size(), alive);
      } else {
        needed.put(gap.map(), gap.norm());
      }
    }
    return needed;
  }

  /** The gaps of all norms whose outputs the backward pass reads. */
  private List<Gap> gaps() {
    Map<Value, Integer> lastForward = new HashMap<>();
    Map<Value, Integer> firstBackward = new HashMap<>();
    int forward = graph.forward().size();
    for (int i = 0; i < order.size(); i++) {
      for (Value input : order.get(i).inputs()) {
        if (i < forward) {
          lastForward.put(input, i);
        } else {
          firstBackward.putIfAbsent(input, i);
        }
      }
    }
    return candidates(firstBackward.keySet()).stream()
        .map(norm -> gap(norm, lastForward, firstBackward))
        .toList();
  }

  private static Gap gap(Node norm, Map<Value, Integer> last, Map<Value, Integer> first) {
    return new Gap(norm, last.get(norm.output()) + 1, first.get(norm.output()));
  }

  /** Norms whose outputs are read, but for those that read one of these: that is not kept. */
  private List<Node> candidates(Set<Value> read) {
    Map<Value, Node> candidates = new LinkedHashMap<>();
    for (Node node : graph.forward()) {
      if (node.op() instanceof BatchNorm
          && read.contains(node.output())
          && !candidates.containsKey(node.input(0))) {
        candidates.put(node.output(), node);
      }
    }
    return List.copyOf(candidates.values());
  }

  /** The gradients with these norms before the first node that reads the output of each. */
  private TrainingGraph recomputing(Map<Value, Node> norms) {
    List<Node> backward = new ArrayList<>();
    Map<Value, Value> recomputed = new HashMap<>();
    int free = Graphs.freeId(order);
    for (Node node : graph.backward()) {
      for (Value input : node.inputs()) {
        if (norms.containsKey(input) && !recomputed.containsKey(input)) {
          Node again = recompute(norms.get(input), free + recomputed.size(), node);
          backward.add(again);
          recomputed.put(input, again.output());
        }
      }
      backward.add(Graphs.reading(node, recomputed));
    }
    return graph.withBackward(backward);
  }

  /** The norm again, in the block of its reader, which would otherwise run in two turns. */
  private static Node recompute(Node norm, int id, Node reader) {
    Value y = norm.output();
    Value again = new Value(id, y.name() + ".recomputed", Space.ACTIVATION, y.shape());
    List<Value> inputs = new ArrayList<>(norm.inputs().subList(0, 3));
    inputs.addAll(norm.outputs().subList(1, 3));
    return new Node(
        norm.name() + ".recompute",
        new BatchNormRecompute((BatchNorm) norm.op()),
        inputs,
        List.of(again),
        reader.site());
  }
}
