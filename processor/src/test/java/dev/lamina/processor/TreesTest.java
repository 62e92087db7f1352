package dev.lamina.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.graph.tree.NetworkTree;
import dev.lamina.graph.tree.TreeText;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** Declarations and the trees that they mean. */
class TreesTest {

  private static final String HEAD =
      "@Network(input = @Input(channels = 3, height = 32, width = 32), classes = 10) ";

  @Test
  void aMemberIsItsLayerThenNormThenActivationWhateverTheOrderOfAnnotations() {
    String expected =
        """
        block stem
          conv conv: 16 filters, 3x3 stride 1 padding 1 <- stem
          norm norm: epsilon 1.0E-5, momentum 0.1 <- stem.norm
          activation activation: GELU
        """;
    assertEquals(
        expected,
        members("@Conv(filters = 16, kernel = 3) @BatchNorm @Activation(GELU) Layer stem();"));
    assertEquals(
        expected,
        members("@Activation(GELU) @BatchNorm @Conv(filters = 16, kernel = 3) Layer stem();"));
  }

  @Test
  void aMemberOfOneLayerIsThatLayer() {
    assertEquals(
        """
        conv a: 8 filters, 2x2 stride 2 padding 1, 4 groups, bias <- a
        maxPool b: 3x3 stride 3 padding 0
        avgPool c: 2x2 stride 1 padding 1
        dropout d: rate 0.5
        norm e: epsilon 1.0E-4, momentum 0.2 <- e
        activation f: RELU
        linear g: 10 units, bias <- g
        linear h: 7 units <- h
        channelShuffle i: 5 groups
        """,
        members(
            "@Conv(filters = 8, kernel = 2, stride = 2, padding = 1, groups = 4, bias = true)",
            "Layer a();",
            "@MaxPool(kernel = 3) Layer b();",
            "@AvgPool(kernel = 2, stride = 1, padding = 1) Layer c();",
            "@Dropout Layer d();",
            "@BatchNorm(epsilon = 1e-4, momentum = 0.2) Layer e();",
            "@Activation Layer f();",
            "@Linear Layer g();",
            "@Linear(units = 7, bias = false) Layer h();",
            "@ChannelShuffle(groups = 5) Layer i();"));
  }

  @Test
  void anInceptionBlockHasFourBranchesWithBiases() {
    assertEquals(
        """
        block mix
          concat concat
            sequence branch1x1
              conv conv: 3 filters, 1x1 stride 1 padding 0, bias <- mix.conv_1x1.0
              norm norm: epsilon 1.0E-5, momentum 0.1 <- mix.conv_1x1.1
              activation activation: TANH
            sequence branch3x3
              conv conv1: 1 filters, 1x1 stride 1 padding 0, bias <- mix.conv_3x3.0
              norm norm1: epsilon 1.0E-5, momentum 0.1 <- mix.conv_3x3.1
              activation activation1: TANH
              conv conv2: 4 filters, 3x3 stride 1 padding 1, bias <- mix.conv_3x3.3
              norm norm2: epsilon 1.0E-5, momentum 0.1 <- mix.conv_3x3.4
              activation activation2: TANH
            sequence branch5x5
              conv conv1: 2 filters, 1x1 stride 1 padding 0, bias <- mix.conv_5x5.0
              norm norm1: epsilon 1.0E-5, momentum 0.1 <- mix.conv_5x5.1
              activation activation1: TANH
              conv conv2: 5 filters, 5x5 stride 1 padding 2, bias <- mix.conv_5x5.3
              norm norm2: epsilon 1.0E-5, momentum 0.1 <- mix.conv_5x5.4
              activation activation2: TANH
            sequence branchPool
              maxPool pool: 3x3 stride 1 padding 1
              conv conv: 6 filters, 1x1 stride 1 padding 0, bias <- mix.max_pool.1
              norm norm: epsilon 1.0E-5, momentum 0.1 <- mix.max_pool.2
              activation activation: TANH
        """,
        members(
            "@Inception(reduce3x3 = 1, reduce5x5 = 2, out1x1 = 3, out3x3 = 4, out5x5 = 5,",
            "outPool = 6, activation = TANH) Layer mix();"));
  }

  @Test
  void onlyTheFirstResidualBlockHasTheStride() {
    assertEquals(
        """
        sequence stage
          block 0
            add add
              sequence
                norm norm1: epsilon 1.0E-5, momentum 0.1 <- stage.0.net.0
                activation activation1: RELU
                conv conv1: 8 filters, 3x3 stride 2 padding 1 <- stage.0.net.2
                norm norm2: epsilon 1.0E-5, momentum 0.1 <- stage.0.net.3
                activation activation2: RELU
                conv conv2: 8 filters, 3x3 stride 1 padding 1 <- stage.0.net.5
              shortcut shortcut: 8 filters, stride 2
                sequence shortcut
                  norm norm: epsilon 1.0E-5, momentum 0.1 <- stage.0.downsample.0
                  activation activation: RELU
                  conv conv: 8 filters, 1x1 stride 2 padding 0 <- stage.0.downsample.2
          block 1
            add add
              sequence
                norm norm1: epsilon 1.0E-5, momentum 0.1 <- stage.1.net.0
                activation activation1: RELU
                conv conv1: 8 filters, 3x3 stride 1 padding 1 <- stage.1.net.2
                norm norm2: epsilon 1.0E-5, momentum 0.1 <- stage.1.net.3
                activation activation2: RELU
                conv conv2: 8 filters, 3x3 stride 1 padding 1 <- stage.1.net.5
              shortcut shortcut: 8 filters, stride 1
                sequence shortcut
                  norm norm: epsilon 1.0E-5, momentum 0.1 <- stage.1.downsample.0
                  activation activation: RELU
                  conv conv: 8 filters, 1x1 stride 1 padding 0 <- stage.1.downsample.2
        """,
        members("@Residual(filters = 8, blocks = 2, stride = 2, preAct = true) Layer stage();"));
  }

  @Test
  void aBottleneckHasGroupsOfTheDeclaredWidth() {
    // 3 groups of 4 * 128 / (64 * 2) = 4 channels.
    assertEquals(
        """
        sequence stage
          block 0
            add add
              sequence
                conv conv1: 12 filters, 1x1 stride 1 padding 0 <- s.5.conv_reduce
                norm norm1: epsilon 1.0E-5, momentum 0.1 <- s.5.bn_reduce
                activation activation1: RELU
                conv conv2: 12 filters, 3x3 stride 2 padding 1, 3 groups <- s.5.conv_conv
                norm norm2: epsilon 1.0E-5, momentum 0.1 <- s.5.bn
                activation activation2: RELU
                conv conv3: 128 filters, 1x1 stride 1 padding 0 <- s.5.conv_expand
                norm norm3: epsilon 1.0E-5, momentum 0.1 <- s.5.bn_expand
              shortcut shortcut: 128 filters, stride 2
                sequence shortcut
                  conv conv: 128 filters, 1x1 stride 2 padding 0 <- s.5.shortcut.shortcut_conv
                  norm norm: epsilon 1.0E-5, momentum 0.1 <- s.5.shortcut.shortcut_bn
            activation activation3: RELU
        """,
        members(
            "@Residual(filters = 128, stride = 2)",
            "@Grouped(cardinality = 3, baseWidth = 4, widen = 2)",
            "@StateDict(value = \"s.#\", first = 5) Layer stage();"));
  }

  @Test
  void aProjectionMayHaveANormInEveryForm() {
    assertEquals(
        """
        sequence stage
          block 0
            add add
              sequence
                conv conv1: same channels, 3x3 stride 2 padding 1 <- stage.0.net.0
                norm norm1: epsilon 1.0E-5, momentum 0.1 <- stage.0.net.1
                conv conv2: same channels, 3x3 stride 1 padding 1 <- stage.0.net.3
                norm norm2: epsilon 1.0E-5, momentum 0.1 <- stage.0.net.4
              shortcut shortcut: same channels, stride 2
                sequence shortcut
                  conv conv: same channels, 1x1 stride 2 padding 0 <- stage.0.downsample.0
                  norm norm: epsilon 1.0E-5, momentum 0.1 <- stage.0.downsample.1
        """,
        members(
            "@Residual(filters = SAME, stride = 2, shortcut = PROJECTION_NORM,",
            "activation = IDENTITY) Layer stage();"));
  }

  @Test
  void aDenseLayerPutsItsFeaturesInFront() {
    assertEquals(
        """
        sequence dense
          block 0
            concat concat
              sequence
                norm norm1: epsilon 1.0E-5, momentum 0.1 <- dense.block.0.net.0
                activation activation1: RELU
                conv conv1: 12 filters, 1x1 stride 1 padding 0 <- dense.block.0.net.2
                norm norm2: epsilon 1.0E-5, momentum 0.1 <- dense.block.0.net.3
                activation activation2: RELU
                conv conv2: 4 filters, 3x3 stride 1 padding 1 <- dense.block.0.net.5
              sequence
        block transition
          norm norm: epsilon 1.0E-5, momentum 0.1 <- transition.transition.0
          activation activation: RELU
          conv conv: 0.25 of the channels, 1x1 stride 1 padding 0 <- transition.transition.2
          avgPool pool: 2x2 stride 2 padding 0
        """,
        members(
            "@Dense(layers = 1, growth = 4, bottleneck = 3) Layer dense();",
            "@Transition(compression = 0.25) Layer transition();"));
  }

  @Test
  void repetitionsAreNumberedFromTheFirst() {
    assertEquals(
        """
        sequence body
          block 0
            conv conv: same channels, 3x3 stride 1 padding 1 <- net.2.c
            norm norm: epsilon 1.0E-5, momentum 0.1 <- net.2.n
          block 1
            conv conv: same channels, 3x3 stride 1 padding 1 <- net.3.c
            norm norm: epsilon 1.0E-5, momentum 0.1 <- net.3.n
        """,
        members(
            "@Conv(filters = SAME, kernel = 3) @BatchNorm @Repeat(2)",
            "@StateDict(value = \"net.#.c\", norm = \"net.#.n\", first = 2) Layer body();"));
  }

  @Test
  void blocksOfTheUsersOwnNestAndContinueNames() {
    JavaFileObject file =
        Declarations.source(
            "Net",
            "@Sequential interface Body {",
            "  @Conv(filters = 8, kernel = 3) @BatchNorm Layer first();",
            "  @StateDict(\"net.3\") @Conv(filters = 8, kernel = 3) Layer second();",
            "}",
            "@Parallel(join = ADD) interface Sum {",
            "  Body body();",
            "  @Activation(IDENTITY) Layer skip();",
            "}",
            HEAD + "interface Net {",
            "  @Repeat(2) @Activation @StateDict(\"blocks.#\") Sum stage();",
            "}");
    String repetition =
        """
          block %1$d
            add add
              block body
                sequence first
                  conv conv: 8 filters, 3x3 stride 1 padding 1 <- blocks.%1$d.body.first
                  norm norm: epsilon 1.0E-5, momentum 0.1 <- blocks.%1$d.body.first.norm
                conv second: 8 filters, 3x3 stride 1 padding 1 <- blocks.%1$d.body.net.3
              block skip
                activation activation: IDENTITY
            activation activation: RELU
        """;
    assertEquals(
        "sequence stage\n" + repetition.formatted(0) + repetition.formatted(1),
        members(Declarations.trees(file).get("Net")));
  }

  @Test
  void anExtendedNetworkKeepsItsOrderAndItsAttributes() {
    JavaFileObject file =
        Declarations.source(
            "Net",
            "@Network(input = @Input(channels = 1, height = 8, width = 8), classes = 7,",
            "    activation = TANH)",
            "@Initialize(linear = KAIMING_NORMAL_FAN_OUT, zeroBias = true)",
            "interface Base {",
            "  @Activation Layer a();",
            "  @MaxPool(kernel = 2) Layer b();",
            "  @GlobalAvgPool Layer c();",
            "}",
            "@Network(classes = 5) interface Net extends Base {",
            "  @Linear Layer d();",
            "  @Override @AvgPool(kernel = 4) Layer b();",
            "}");
    Map<String, NetworkTree> trees = Declarations.trees(file);
    assertEquals(
        """
        network Net: 1x8x8 -> 5 classes
          initialize: convolution KAIMING_NORMAL_FAN_IN, linear KAIMING_NORMAL_FAN_OUT, biases 0, \
        gain of TANH
          activation a: TANH
          avgPool b: 4x4 stride 4 padding 0
          globalAvgPool c
          linear d: 5 units, bias <- d
        """,
        TreeText.of(trees.get("Net")));
    assertEquals(
        "activation a: TANH\nmaxPool b: 2x2 stride 2 padding 0\nglobalAvgPool c\n",
        members(trees.get("Base")));
  }

  @Test
  void anAbstractClassHasItsAbstractMethodsAsLayers() {
    JavaFileObject file =
        Declarations.source(
            "Net",
            HEAD + "abstract class Net {",
            "  protected abstract @GlobalAvgPool Layer pool();",
            "  public Layer last() { return classifier(); }",
            "  abstract @Linear Layer classifier();",
            "  static int answer() { return 42; }",
            "}");
    assertEquals(
        "globalAvgPool pool\nlinear classifier: 10 units, bias <- classifier\n",
        members(Declarations.trees(file).get("Net")));
  }

  private static String members(String... members) {
    return members(Declarations.tree(members));
  }

  /** The tree's text without its two first lines, one level to the left. */
  private static String members(NetworkTree tree) {
    return TreeText.of(tree)
        .lines()
        .skip(2)
        .map(line -> line.substring(2) + "\n")
        .collect(Collectors.joining());
  }
}
