package dev.lamina.processor.emit;

import dev.lamina.graph.Compiler;
import dev.lamina.graph.StageListener;
import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Window;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.tree.ChannelCount;
import dev.lamina.graph.tree.Initialization;
import dev.lamina.graph.tree.Initialization.Scheme;
import dev.lamina.graph.tree.Layer;
import dev.lamina.graph.tree.Leaf;
import dev.lamina.graph.tree.NetworkTree;
import dev.lamina.graph.tree.Parallel;
import dev.lamina.graph.tree.Sequence;
import dev.lamina.graph.tree.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Small networks, planned without a front end. */
final class TestTrees {

  private TestTrees() {}

  /** Plans a network of 3x8x8 images and four classes. */
  static PlannedNetwork plan(Unit... members) {
    NetworkTree tree =
        new NetworkTree(
            "Net",
            Shape.of(3, 8, 8),
            4,
            new Initialization(
                Scheme.KAIMING_NORMAL_FAN_OUT,
                Scheme.UNIFORM_FAN_IN,
                false,
                ActivationFunction.RELU),
            List.of(members),
            origin("Net"));
    Diagnostics diagnostics = new Diagnostics();
    return new Compiler(Set.of(), StageListener.none())
        .compile(tree, diagnostics)
        .orElseThrow(() -> new AssertionError(diagnostics.all()));
  }

  /** Convolution, norm and ReLU; two residual blocks; pool, dropout, classifier. */
  static PlannedNetwork residualNetwork() {
    return plan(
        sequence(
            "stem",
            conv("conv", "stem.weights.0", 8, 3, 1),
            norm("norm", "stem.weights.1"),
            relu("activation")),
        sequence("body", residual("0", "body.0"), residual("1", "body.1")),
        leaf("pool", new Layer.GlobalAvgPooling()),
        leaf("drop", new Layer.Drop(0.25)),
        classifier());
  }

  static Sequence residual(String name, String weights) {
    Unit function =
        new Sequence(
            "",
            List.of(conv("conv", weights + ".conv", 8, 3, 1), norm("norm", weights + ".norm")),
            false,
            origin(name));
    Unit identity = new Sequence("", List.of(), false, origin(name));
    Unit add = new Parallel("add", Parallel.Join.ADD, List.of(function, identity), origin(name));
    return sequence(name, add, relu("activation"));
  }

  static Sequence sequence(String name, Unit... units) {
    return new Sequence(name, List.of(units), true, origin(name));
  }

  static Leaf conv(String name, String weights, int filters, int kernel, int stride) {
    Window window = new Window(kernel, stride, kernel / 2);
    Layer conv = new Layer.Conv(new ChannelCount.Fixed(filters), window, 1, false);
    return new Leaf(name, conv, weights, origin(name));
  }

  static Leaf norm(String name, String weights) {
    return new Leaf(name, new Layer.Norm(1e-5, 0.1), weights, origin(name));
  }

  static Leaf relu(String name) {
    return leaf(name, new Layer.Activate(ActivationFunction.RELU));
  }

  static Leaf classifier() {
    return leaf("classifier", new Layer.FullyConnected(4, true));
  }

  static Leaf leaf(String name, Layer layer) {
    return new Leaf(name, layer, name, origin(name));
  }

  /** These and then a pool and a classifier. */
  static PlannedNetwork planWithHead(List<? extends Unit> members) {
    List<Unit> all = new ArrayList<>(members);
    all.addAll(Arrays.asList(leaf("pool", new Layer.GlobalAvgPooling()), classifier()));
    return plan(all.toArray(Unit[]::new));
  }

  private static Origin origin(String name) {
    return Origin.named(name);
  }
}
