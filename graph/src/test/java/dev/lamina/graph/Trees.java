package dev.lamina.graph;

import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Window;
import dev.lamina.graph.tree.ChannelCount;
import dev.lamina.graph.tree.Initialization;
import dev.lamina.graph.tree.Initialization.Scheme;
import dev.lamina.graph.tree.Layer;
import dev.lamina.graph.tree.Leaf;
import dev.lamina.graph.tree.NetworkTree;
import dev.lamina.graph.tree.Parallel;
import dev.lamina.graph.tree.Sequence;
import dev.lamina.graph.tree.Shortcut;
import dev.lamina.graph.tree.Unit;
import java.util.List;

/** Small trees for tests. */
public final class Trees {

  private Trees() {}

  /** A network over 3x8x8 images with 10 classes. */
  public static NetworkTree network(Unit... members) {
    return network(Shape.of(3, 8, 8), members);
  }

  /** A network with 10 classes. */
  public static NetworkTree network(Shape input, Unit... members) {
    return new NetworkTree(
        "Net",
        input,
        10,
        new Initialization(
            Scheme.KAIMING_NORMAL_FAN_OUT, Scheme.UNIFORM_FAN_IN, false, ActivationFunction.RELU),
        List.of(members),
        Origin.named("Net"));
  }

  public static Leaf leaf(String name, Layer layer) {
    return new Leaf(name, layer, name, Origin.named(name));
  }

  public static Leaf conv(String name, int filters, int kernel, int stride) {
    return conv(name, filters, kernel, stride, 1);
  }

  public static Leaf conv(String name, int filters, int kernel, int stride, int groups) {
    Window window = new Window(kernel, stride, kernel / 2);
    return leaf(name, new Layer.Conv(new ChannelCount.Fixed(filters), window, groups, false));
  }

  public static Leaf biasedConv(String name, int filters, int kernel) {
    Window window = new Window(kernel, 1, kernel / 2);
    return leaf(name, new Layer.Conv(new ChannelCount.Fixed(filters), window, 1, true));
  }

  public static Leaf norm(String name) {
    return leaf(name, new Layer.Norm(1e-5, 0.1));
  }

  public static Leaf relu(String name) {
    return leaf(name, new Layer.Activate(ActivationFunction.RELU));
  }

  public static Leaf maxPool(String name, int kernel, int stride) {
    return leaf(name, new Layer.MaxPooling(new Window(kernel, stride, 0)));
  }

  public static Leaf pool() {
    return leaf("pool", new Layer.GlobalAvgPooling());
  }

  public static Leaf linear() {
    return leaf("classifier", new Layer.FullyConnected(10, true));
  }

  public static Sequence sequence(String name, Unit... units) {
    return new Sequence(name, List.of(units), true, Origin.named(name));
  }

  public static Sequence inline(Unit... units) {
    return new Sequence("", List.of(units), false, Origin.named("inline"));
  }

  public static Parallel add(Unit... branches) {
    return new Parallel("add", Parallel.Join.ADD, List.of(branches), Origin.named("add"));
  }

  public static Parallel concat(Unit... branches) {
    return new Parallel("concat", Parallel.Join.CONCAT, List.of(branches), Origin.named("concat"));
  }

  /** A residual block of two convolutions, as in ResNet. */
  public static Sequence residual(String name, int filters, int stride) {
    return sequence(
        name,
        add(
            inline(
                conv(name + "conv1", filters, 3, stride),
                norm(name + "norm1"),
                relu(name + "relu1"),
                conv(name + "conv2", filters, 3, 1),
                norm(name + "norm2")),
            new Shortcut(
                "shortcut",
                new ChannelCount.Fixed(filters),
                stride,
                conv(name + "shortcut", filters, 1, stride),
                Origin.named("shortcut"))),
        relu("activation"));
  }
}
