package dev.lamina.conformance.interpret;

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
import dev.lamina.graph.tree.Parallel.Join;
import dev.lamina.graph.tree.Sequence;
import dev.lamina.graph.tree.Unit;
import java.util.List;
import java.util.Set;

/** Networks of a few layers that have, between them, every op and every way of joining branches. */
public final class SmallNetworks {

  private static final Initialization INITIALIZATION =
      new Initialization(
          Scheme.KAIMING_NORMAL_FAN_OUT, Scheme.UNIFORM_FAN_IN, false, ActivationFunction.RELU);

  private SmallNetworks() {}

  /** Residual blocks after a stem, as in ResNet and, with a shuffle, in ShuffleNet. */
  public static NetworkTree residual() {
    return network(
        conv("stem", 4, 3, 1, 1),
        norm("stemNorm"),
        activation("stemRelu", ActivationFunction.RELU),
        parallel(
            "add",
            Join.ADD,
            sequence(
                conv("conv1", 6, 3, 2, 1),
                norm("norm1"),
                activation("relu1", ActivationFunction.RELU),
                conv("conv2", 6, 3, 1, 1),
                norm("norm2")),
            conv("shortcut", 6, 1, 2, 1)),
        activation("relu2", ActivationFunction.RELU),
        parallel(
            "add2",
            Join.ADD,
            sequence(
                leaf("shuffle", new Layer.Shuffle(2)), conv("conv3", 6, 3, 1, 2), norm("norm3")),
            sequence()),
        activation("relu3", ActivationFunction.RELU),
        leaf("pool", new Layer.GlobalAvgPooling()),
        linear());
  }

  /** Four branches on one input and dense connections, as in GoogLeNet and DenseNet. */
  public static NetworkTree concatenated() {
    return network(
        conv("stem", 4, 3, 1, 1),
        parallel(
            "mix",
            Join.CONCAT,
            sequence(conv("one", 3, 1, 1, 1), activation("tanh", ActivationFunction.TANH)),
            sequence(conv("five", 2, 5, 1, 1), activation("gelu", ActivationFunction.GELU)),
            sequence(leaf("max", new Layer.MaxPooling(new Window(3, 1, 1))), norm("maxNorm")),
            sequence()),
        leaf("drop", new Layer.Drop(0.25)),
        parallel(
            "dense",
            Join.CONCAT,
            sequence(
                norm("denseNorm"),
                activation("leaky", ActivationFunction.LEAKY_RELU),
                conv("denseConv", 3, 3, 1, 1)),
            sequence()),
        leaf("average", new Layer.AvgPooling(new Window(2, 2, 0))),
        parallel(
            "sum",
            Join.ADD,
            conv("left", 5, 1, 1, 1),
            conv("middle", 5, 3, 1, 1),
            conv("right", 5, 1, 1, 1)),
        activation("sumTanh", ActivationFunction.TANH),
        leaf("pool", new Layer.GlobalAvgPooling()),
        linear());
  }

  /** Branches that end alike, some of them in branches that do, as in GoogLeNet. */
  public static NetworkTree branched() {
    return network(
        parallel(
            "mix",
            Join.CONCAT,
            branch("one", 3, ActivationFunction.RELU),
            branch("two", 2, ActivationFunction.RELU),
            parallel(
                "inner",
                Join.CONCAT,
                sequence(
                    leaf("max", new Layer.MaxPooling(new Window(3, 1, 1))),
                    norm("maxNorm"),
                    activation("maxRelu", ActivationFunction.RELU)),
                branch("four", 5, ActivationFunction.RELU))),
        parallel(
            "leaky",
            Join.CONCAT,
            branch("five", 2, ActivationFunction.LEAKY_RELU),
            branch("six", 3, ActivationFunction.LEAKY_RELU)),
        leaf("pool", new Layer.GlobalAvgPooling()),
        linear());
  }

  /** Norms that begin blocks, whose outputs are read by convolutions, as in PreActResNet. */
  public static NetworkTree preActivated() {
    return network(
        conv("stem", 4, 3, 1, 1),
        preActivated("a", 4),
        norm("norm"),
        conv("wider", 6, 3, 2, 1),
        preActivated("b", 6),
        preActivated("c", 6),
        leaf("pool", new Layer.GlobalAvgPooling()),
        linear());
  }

  /** Wide maps before norms that end in sums, behind narrow ones, as in ResNeXt. */
  public static NetworkTree bottlenecks() {
    return network(
        conv("stem", 4, 3, 1, 1),
        norm("stemNorm"),
        activation("stemRelu", ActivationFunction.RELU),
        parallel(
            "add",
            Join.ADD,
            bottleneck("a", 12),
            sequence(conv("shortcut", 12, 1, 1, 1), norm("shortcutNorm"))),
        activation("aRelu", ActivationFunction.RELU),
        parallel("add2", Join.ADD, bottleneck("b", 12), sequence()),
        activation("bRelu", ActivationFunction.RELU),
        leaf("pool", new Layer.GlobalAvgPooling()),
        linear());
  }

  private static Sequence bottleneck(String name, int filters) {
    return sequence(
        conv(name + "Reduce", 2, 1, 1, 1),
        norm(name + "Norm1"),
        activation(name + "Relu1", ActivationFunction.RELU),
        conv(name + "Conv", 2, 3, 1, 2),
        norm(name + "Norm2"),
        activation(name + "Relu2", ActivationFunction.RELU),
        conv(name + "Expand", filters, 1, 1, 1),
        norm(name + "Norm3"));
  }

  /** Concatenations that begin chains and gradients of them that chains read, as in SqueezeNet. */
  public static NetworkTree squeezed() {
    return network(
        conv("stem", 4, 3, 1, 1),
        parallel(
            "fire",
            Join.CONCAT,
            sequence(conv("one", 3, 1, 1, 1), activation("oneRelu", ActivationFunction.RELU)),
            sequence(conv("three", 5, 3, 1, 1), activation("threeRelu", ActivationFunction.RELU))),
        parallel(
            "residual",
            Join.ADD,
            sequence(),
            parallel("joined", Join.CONCAT, conv("left", 6, 1, 1, 1), conv("right", 2, 3, 1, 1))),
        leaf("drop", new Layer.Drop(0.25)),
        preActivatedDense("a"),
        preActivatedDense("b"),
        parallel(
            "ends",
            Join.CONCAT,
            sequence(conv("tanhConv", 3, 1, 1, 1), activation("tanh", ActivationFunction.TANH)),
            sequence(conv("geluConv", 4, 3, 1, 1), activation("gelu", ActivationFunction.GELU))),
        leaf("pool", new Layer.GlobalAvgPooling()),
        linear());
  }

  /**
   * Dense layers whose features can lie side by side, as in DenseNet, one wider than the others.
   */
  public static NetworkTree dense() {
    return network(
        conv("stem", 16, 3, 2, 1),
        dense("a", 16),
        dense("b", 32),
        dense("c", 16),
        norm("transitionNorm"),
        activation("transitionRelu", ActivationFunction.RELU),
        pointwise("transition", 5),
        leaf("pool", new Layer.GlobalAvgPooling()),
        linear());
  }

  private static Parallel dense(String name, int growth) {
    return parallel(
        name,
        Join.CONCAT,
        sequence(
            behindNorm(name + "A", pointwise(name + "Narrow", 6)),
            behindNorm(name + "B", conv(name + "Grow", growth, 3, 1, 1))),
        sequence());
  }

  private static Leaf pointwise(String name, int filters) {
    Window window = new Window(1, 1, 0);
    return leaf(name, new Layer.Conv(new ChannelCount.Fixed(filters), window, 1, false));
  }

  private static Parallel preActivatedDense(String name) {
    return parallel(
        name, Join.CONCAT, behindNorm(name, conv(name + "Conv", 3, 3, 1, 1)), sequence());
  }

  private static Parallel preActivated(String name, int filters) {
    return parallel(
        name, Join.ADD, behindNorm(name, conv(name + "Conv", filters, 3, 1, 1)), sequence());
  }

  private static Sequence behindNorm(String name, Leaf conv) {
    return sequence(norm(name + "Norm"), activation(name + "Relu", ActivationFunction.RELU), conv);
  }

  private static Sequence branch(String name, int filters, ActivationFunction function) {
    return sequence(
        conv(name, filters, 3, 1, 1), norm(name + "Norm"), activation(name + "Act", function));
  }

  /** Compiles a network without the named rewrites. */
  public static PlannedNetwork compile(NetworkTree tree, Set<String> switchedOff) {
    return new Compiler(switchedOff, StageListener.none())
        .compile(tree, new Diagnostics())
        .orElseThrow();
  }

  private static NetworkTree network(Unit... members) {
    return new NetworkTree(
        "Small", Shape.of(3, 8, 6), 4, INITIALIZATION, List.of(members), Origin.named("Small"));
  }

  private static Leaf leaf(String name, Layer layer) {
    return new Leaf(name, layer, name, Origin.named(name));
  }

  private static Leaf conv(String name, int filters, int kernel, int stride, int groups) {
    Window window = new Window(kernel, stride, kernel / 2);
    return leaf(name, new Layer.Conv(new ChannelCount.Fixed(filters), window, groups, true));
  }

  private static Leaf norm(String name) {
    return leaf(name, new Layer.Norm(1e-5, 0.1));
  }

  private static Leaf activation(String name, ActivationFunction function) {
    return leaf(name, new Layer.Activate(function));
  }

  private static Leaf linear() {
    return leaf("classifier", new Layer.FullyConnected(4, true));
  }

  private static Sequence sequence(Unit... units) {
    return new Sequence("", List.of(units), false, Origin.named("sequence"));
  }

  private static Parallel parallel(String name, Join join, Unit... branches) {
    return new Parallel(name, join, List.of(branches), Origin.named(name));
  }
}
