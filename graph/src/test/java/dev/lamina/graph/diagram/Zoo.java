package dev.lamina.graph.diagram;

import static dev.lamina.graph.Trees.add;
import static dev.lamina.graph.Trees.concat;
import static dev.lamina.graph.Trees.conv;
import static dev.lamina.graph.Trees.inline;
import static dev.lamina.graph.Trees.leaf;
import static dev.lamina.graph.Trees.linear;
import static dev.lamina.graph.Trees.network;
import static dev.lamina.graph.Trees.norm;
import static dev.lamina.graph.Trees.pool;
import static dev.lamina.graph.Trees.relu;
import static dev.lamina.graph.Trees.sequence;

import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Window;
import dev.lamina.graph.tree.ChannelCount;
import dev.lamina.graph.tree.Layer;
import dev.lamina.graph.tree.Leaf;
import dev.lamina.graph.tree.NetworkTree;
import dev.lamina.graph.tree.Sequence;
import dev.lamina.graph.tree.Shortcut;
import dev.lamina.graph.tree.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The well-known shapes of networks, as trees. */
final class Zoo {

  private static final Shape IMAGE = Shape.of(3, 32, 32);

  private Zoo() {}

  static NetworkTree resNet() {
    return network(
        IMAGE,
        stem(16),
        stage("stage1", 3, 16, 1),
        stage("stage2", 3, 32, 2),
        stage("stage3", 3, 64, 2),
        pool(),
        linear());
  }

  static NetworkTree googleNet() {
    return network(
        IMAGE,
        stem(64),
        inception("3a", 32, 16, 16, 32, 8, 8),
        inception("3b", 32, 16, 24, 48, 12, 12),
        leaf("pool3", new Layer.MaxPooling(new Window(3, 2, 1))),
        inception("4a", 32, 16, 24, 48, 12, 12),
        inception("4b", 32, 16, 16, 48, 16, 16),
        inception("4c", 32, 16, 16, 48, 16, 16),
        pool(),
        linear());
  }

  static NetworkTree denseNet() {
    return network(
        IMAGE,
        conv("stem", 32, 3, 1),
        dense("dense1", 6),
        transition("transition1", 64),
        dense("dense2", 6),
        norm("output"),
        pool(),
        linear());
  }

  /** Branches in branches, repeated pairs, a doubled value, a long name. */
  static NetworkTree odd() {
    return network(
        IMAGE,
        sequence(
            "stem",
            conv("conv", 8, 5, 2),
            norm("norm"),
            leaf("gelu", new Layer.Activate(ActivationFunction.GELU))),
        sequence("twice", add(inline(), inline())),
        sequence(
            "nested",
            concat(
                inline(
                    conv("a", 8, 1, 1),
                    add(conv("b", 8, 3, 1), inline(conv("c", 8, 3, 1, 2), relu("r")), inline()),
                    relu("r2")),
                add(conv("d", 8, 3, 1), conv("e", 8, 5, 1)),
                inline())),
        series(
            "aVeryLongMemberNameThatNobodyWouldWriteButSomebodyMay",
            6,
            i ->
                i % 2 == 0
                    ? sequence("conv" + i, conv("p" + i, 24, 3, 1), relu("relu"))
                    : sequence("drop" + i, leaf("drop", new Layer.Drop(0.1)))),
        leaf("max", new Layer.MaxPooling(new Window(3, 3, 0))),
        pool(),
        linear());
  }

  /** A stage of residual blocks; the first of them may halve the map. */
  static Sequence stage(String name, int blocks, int filters, int stride) {
    return series(
        name, blocks, i -> residual(name + i, filters, i == 0 ? stride : 1, String.valueOf(i)));
  }

  /** Numbered blocks one after the other. */
  static Sequence series(String name, int blocks, IntFunction<Unit> block) {
    List<Unit> units = new ArrayList<>(IntStream.range(0, blocks).mapToObj(block).toList());
    return new Sequence(name, units, false, Origin.named(name));
  }

  private static Sequence stem(int filters) {
    return sequence("stem", conv("conv", filters, 3, 1), norm("norm"), relu("activation"));
  }

  private static Sequence residual(String prefix, int filters, int stride, String name) {
    return sequence(
        name,
        add(
            inline(
                named(prefix, conv("conv1", filters, 3, stride)),
                named(prefix, norm("norm1")),
                relu("relu1"),
                named(prefix, conv("conv2", filters, 3, 1)),
                named(prefix, norm("norm2"))),
            new Shortcut(
                "shortcut",
                new ChannelCount.Fixed(filters),
                stride,
                named(prefix, conv("shortcut", filters, 1, stride)),
                Origin.named("shortcut"))),
        relu("activation"));
  }

  private static Sequence inception(
      String name, int reduce3, int reduce5, int out1, int out3, int out5, int outPool) {
    return sequence(
        "inception" + name,
        concat(
            normed(name + "a", out1, 1),
            inline(normed(name + "b", reduce3, 1), normed(name + "c", out3, 3)),
            inline(normed(name + "d", reduce5, 1), normed(name + "e", out5, 5)),
            inline(
                leaf("pool", new Layer.MaxPooling(new Window(3, 1, 1))),
                normed(name + "f", outPool, 1))));
  }

  private static Unit normed(String name, int filters, int kernel) {
    return inline(conv(name + "conv", filters, kernel, 1), norm(name + "norm"), relu(name));
  }

  private static Sequence dense(String name, int layers) {
    return series(
        name,
        layers,
        i ->
            sequence(
                String.valueOf(i),
                concat(
                    inline(
                        norm(name + i + "n1"),
                        relu("relu1"),
                        conv(name + i + "c1", 64, 1, 1),
                        norm(name + i + "n2"),
                        relu("relu2"),
                        conv(name + i + "c2", 16, 3, 1)),
                    inline())));
  }

  private static Sequence transition(String name, int filters) {
    return sequence(
        name,
        norm(name + "n"),
        relu("relu"),
        conv(name + "c", filters, 1, 1),
        leaf("pool", new Layer.AvgPooling(new Window(2, 2, 0))));
  }

  private static Leaf named(String prefix, Leaf leaf) {
    return new Leaf(leaf.name(), leaf.layer(), prefix + leaf.weightName(), leaf.origin());
  }
}
