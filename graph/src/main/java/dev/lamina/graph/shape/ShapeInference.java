package dev.lamina.graph.shape;

import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagnostics.Message;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.ShapedGraph;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.Concat;
import dev.lamina.graph.op.ForwardOp;
import dev.lamina.graph.rule.Lineage;
import dev.lamina.graph.rule.Report;
import dev.lamina.graph.rule.Rules;
import dev.lamina.graph.tree.Layer;
import dev.lamina.graph.tree.Leaf;
import dev.lamina.graph.tree.NetworkTree;
import dev.lamina.graph.tree.Parallel;
import dev.lamina.graph.tree.Sequence;
import dev.lamina.graph.tree.Shortcut;
import dev.lamina.graph.tree.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks the tree from the input to the logits, works out every shape and flattens the tree into a
 * graph. What does not fit is reported; the walk goes on where the shape is known all the same.
 */
public final class ShapeInference {

  private final NetworkTree network;
  private final Diagnostics diagnostics;
  private final ForwardBuilder graph;

  private ShapeInference(NetworkTree network, Diagnostics diagnostics) {
    this.network = network;
    this.diagnostics = diagnostics;
    this.graph = new ForwardBuilder(network, diagnostics);
  }

  /** The forward graph, or empty if anything was reported. */
  public static Optional<ShapedGraph> infer(NetworkTree network, Diagnostics diagnostics) {
    return new ShapeInference(network, diagnostics).run();
  }

  private Optional<ShapedGraph> run() {
    graph.checkInput();
    Optional<Flow> flow = ifPossible(new Flow(graph.input(), Lineage.ofInput()));
    for (Unit member : network.members()) {
      flow = flow.flatMap(in -> walk(member, in, Place.at(member)));
    }
    flow.ifPresent(this::checkLogits);
    graph.checkParameters();
    return diagnostics.hasErrors() ? Optional.empty() : flow.map(f -> graph.finish(f.value()));
  }

  /** Sizes that follow from one that is too large say nothing, and may be no numbers at all. */
  private Optional<Flow> ifPossible(Flow flow) {
    return graph.isTooLarge() ? Optional.empty() : Optional.of(flow);
  }

  private void checkLogits(Flow last) {
    if (!last.shape().equals(Shape.of(network.classes()))) {
      Unit unit = network.members().get(network.members().size() - 1);
      diagnostics.report(
          Message.WRONG_LOGITS,
          unit.origin().attribute("units"),
          network.classes(),
          unit.name(),
          last.shape().isMap() ? "a map of " + last.shape() : last.shape() + " features",
          last.shape().isMap() ? "@GlobalAvgPool and then @Linear" : "@Linear",
          network.classes());
    }
  }

  private Optional<Flow> walk(Unit unit, Flow in, Place place) {
    if (unit instanceof Leaf leaf) {
      return leaf(leaf, in, place);
    } else if (unit instanceof Sequence sequence) {
      Optional<Flow> flow = Optional.of(in);
      for (Unit inner : sequence.units()) {
        flow = flow.flatMap(f -> walk(inner, f, place.inside(sequence)));
      }
      return flow;
    } else if (unit instanceof Parallel parallel) {
      return parallel(parallel, in, place);
    }
    Shortcut shortcut = (Shortcut) unit;
    boolean identity =
        shortcut.stride() == 1
            && shortcut.filters().resolve(in.shape().channels()) == in.shape().channels();
    return identity ? Optional.of(in) : walk(shortcut.projection(), in, place);
  }

  private Optional<Flow> leaf(Leaf leaf, Flow in, Place place) {
    String path = place.pathOf(leaf);
    Report report = new Report(diagnostics, leaf.origin(), path, in.lineage());
    if (leaf.layer() instanceof Layer.Conv conv
        && conv.filters().resolve(in.shape().channels()) < 1) {
      report.at(
          "filters", Message.NO_CHANNELS, path, in.shape().channels(), in.lineage().channelsFrom());
      return Optional.empty();
    }
    ForwardOp op = leaf.layer().op(in.shape().channels(), graph::nextDropout);
    return Rules.output(op, List.of(in.shape()), report)
        .map(out -> new Flow(add(leaf, op, in, out, place), follow(in, out, path, leaf)))
        .flatMap(this::ifPossible);
  }

  private Value add(Leaf leaf, ForwardOp op, Flow in, Shape out, Place place) {
    return graph.node(
        place.pathOf(leaf),
        op,
        List.of(in.value()),
        out,
        WeightNames.of(leaf),
        place.site(leaf.origin()));
  }

  private static Lineage follow(Flow in, Shape out, String path, Leaf leaf) {
    boolean setsChannels =
        leaf.layer() instanceof Layer.Conv || leaf.layer() instanceof Layer.FullyConnected;
    Lineage lineage = setsChannels ? in.lineage().withChannelsFrom(path) : in.lineage();
    boolean shrinks = out.isMap() && out.pixels() != in.shape().pixels();
    return shrinks
        ? lineage.shrunkBy(path + " (" + size(in.shape()) + " to " + size(out) + ")")
        : lineage;
  }

  private static String size(Shape map) {
    return map.height() + "x" + map.width();
  }

  private Optional<Flow> parallel(Parallel parallel, Flow in, Place place) {
    List<Flow> branches = new ArrayList<>();
    for (Unit branch : parallel.branches()) {
      walk(branch, in, place).ifPresent(branches::add);
    }
    if (branches.size() < parallel.branches().size() || !fit(parallel, branches, place)) {
      return Optional.empty();
    }
    String path = place.pathOf(parallel);
    List<Value> values = branches.stream().map(Flow::value).toList();
    ForwardOp op =
        parallel.join() == Parallel.Join.ADD
            ? new Add(values.size(), ActivationFunction.IDENTITY)
            : new Concat(values.size());
    List<Shape> shapes = values.stream().map(Value::shape).toList();
    Report report = new Report(diagnostics, parallel.origin(), path, in.lineage());
    WeightNames names = new WeightNames(path, parallel.origin());
    return Rules.output(op, shapes, report)
        .map(
            out ->
                new Flow(
                    graph.node(path, op, values, out, names, place.site(parallel.origin())),
                    joined(parallel, branches, path)))
        .flatMap(this::ifPossible);
  }

  private static Lineage joined(Parallel parallel, List<Flow> branches, String path) {
    Lineage first = branches.get(0).lineage();
    return parallel.join() == Parallel.Join.ADD ? first : first.withChannelsFrom(path);
  }

  private boolean fit(Parallel parallel, List<Flow> branches, Place place) {
    Flow first = branches.get(0);
    for (int i = 1; i < branches.size(); i++) {
      Flow other = branches.get(i);
      if (!compatible(parallel.join(), first.shape(), other.shape())) {
        reportMismatch(parallel, place, first, other, parallel.branches().get(i));
        return false;
      }
    }
    return true;
  }

  private static boolean compatible(Parallel.Join join, Shape first, Shape other) {
    return join == Parallel.Join.ADD
        ? first.equals(other)
        : first.withChannels(1).equals(other.withChannels(1));
  }

  private void reportMismatch(
      Parallel parallel, Place place, Flow first, Flow other, Unit otherBranch) {
    String path = place.pathOf(parallel);
    String left = place.pathOf(parallel.branches().get(0));
    String right = place.pathOf(otherBranch);
    Origin origin = parallel.origin().attribute("join");
    if (parallel.join() == Parallel.Join.ADD) {
      diagnostics.report(
          Message.SUM_OF_DIFFERENT_SHAPES,
          origin,
          path,
          left,
          first.shape(),
          first.lineage().channelsFrom(),
          first.lineage().shrinking(),
          right,
          other.shape(),
          other.lineage().channelsFrom(),
          other.lineage().shrinking());
    } else {
      diagnostics.report(
          Message.CONCAT_OF_DIFFERENT_SIZES,
          origin,
          path,
          left,
          first.shape(),
          first.lineage().shrinking(),
          right,
          other.shape(),
          other.lineage().shrinking());
    }
  }
}
