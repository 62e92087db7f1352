package dev.lamina.runtime.export.onnx;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.AvgPool;
import dev.lamina.graph.op.BatchNormInference;
import dev.lamina.graph.op.ChannelShuffle;
import dev.lamina.graph.op.Concat;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedStep;
import dev.lamina.graph.op.GlobalAvgPool;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.op.Op;
import dev.lamina.graph.op.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What each op of inference is in ONNX's operator set 13. The inputs of every op are in ONNX's
 * order already.
 */
final class OnnxRules {
  /** The nodes of one op; the last one has the op's name. */
  private interface Rule<T extends Op> {
    List<OnnxNode> nodes(T op, String name, List<String> inputs);
  }

  /** As a {@link Rule}, for nodes that must be told the shape of what comes out. */
  private interface ShapedRule<T extends Op> {
    List<OnnxNode> nodes(T op, Shape output, String name, List<String> inputs);
  }

  private static final Map<Class<? extends Op>, ShapedRule<Op>> RULES = rules();

  private OnnxRules() {}

  private static Map<Class<? extends Op>, ShapedRule<Op>> rules() {
    Map<Class<? extends Op>, ShapedRule<Op>> rules = new HashMap<>();
    add(rules, Conv2d.class, OnnxRules::conv);
    add(rules, BatchNormInference.class, OnnxRules::batchNorm);
    add(rules, Activation.class, (op, name, in) -> function(op.function(), name, in.get(0)));
    add(rules, MaxPool.class, OnnxRules::maxPool);
    add(rules, AvgPool.class, OnnxRules::avgPool);
    add(rules, GlobalAvgPool.class, OnnxRules::globalAvgPool);
    addShaped(rules, ChannelShuffle.class, OnnxRules::channelShuffle);
    add(rules, Concat.class, OnnxRules::concat);
    add(rules, Add.class, OnnxRules::sum);
    add(rules, Fused.class, OnnxRules::fused);
    add(rules, Linear.class, OnnxRules::linear);
    return Map.copyOf(rules);
  }

  private static <T extends Op> void add(
      Map<Class<? extends Op>, ShapedRule<Op>> rules, Class<T> type, Rule<T> rule) {
    addShaped(rules, type, (op, output, name, inputs) -> rule.nodes(op, name, inputs));
  }

  private static <T extends Op> void addShaped(
      Map<Class<? extends Op>, ShapedRule<Op>> rules, Class<T> type, ShapedRule<T> rule) {
    rules.put(type, (op, output, name, in) -> rule.nodes(type.cast(op), output, name, in));
  }

  /** The ops that have a rule. */
  static Set<Class<? extends Op>> ops() {
    return RULES.keySet();
  }

  /**
   * The nodes that compute an op.
   *
   * @param output shape of what it computes, without the batch
   * @param name of the last node; the others' names begin with it
   * @throws IllegalArgumentException for an op of training
   */
  static List<OnnxNode> nodes(Op op, Shape output, String name, List<String> inputs) {
    ShapedRule<Op> rule = RULES.get(op.getClass());
    if (rule == null) {
      throw new IllegalArgumentException(op.mnemonic() + " is no op of inference");
    }
    return rule.nodes(op, output, name, inputs);
  }

  private static List<OnnxNode> conv(Conv2d op, String name, List<String> inputs) {
    Window window = op.window();
    return List.of(
        OnnxNode.of(
            "Conv",
            name,
            inputs,
            OnnxAttribute.of("group", op.groups()),
            kernel(window),
            strides(window),
            pads(window)));
  }

  private static List<OnnxNode> batchNorm(BatchNormInference op, String name, List<String> inputs) {
    ActivationFunction after = op.relu() ? ActivationFunction.RELU : ActivationFunction.IDENTITY;
    OnnxAttribute epsilon = OnnxAttribute.of("epsilon", op.epsilon());
    return then(
        after, name, "norm", inner -> OnnxNode.of("BatchNormalization", inner, inputs, epsilon));
  }

  private static List<OnnxNode> maxPool(MaxPool op, String name, List<String> inputs) {
    Window window = op.window();
    return List.of(
        OnnxNode.of("MaxPool", name, inputs, kernel(window), strides(window), pads(window)));
  }

  private static List<OnnxNode> avgPool(AvgPool op, String name, List<String> inputs) {
    Window window = op.window();
    return List.of(
        OnnxNode.of(
            "AveragePool",
            name,
            inputs,
            OnnxAttribute.of("count_include_pad", 1),
            kernel(window),
            strides(window),
            pads(window)));
  }

  // ONNX keeps the two dimensions of length 1, which the op's definition here drops.
  private static List<OnnxNode> globalAvgPool(GlobalAvgPool op, String name, List<String> inputs) {
    String pooled = name + "/pool";
    return List.of(
        OnnxNode.of("GlobalAveragePool", pooled, inputs),
        OnnxNode.of("Flatten", name, List.of(pooled)));
  }

  // Rows, transposed, and flat again; a 0 keeps the batch.
  private static List<OnnxNode> channelShuffle(
      ChannelShuffle op, Shape output, String name, List<String> inputs) {
    int height = output.height();
    int width = output.width();
    int[] matrix = {0, op.groups(), output.channels() / op.groups(), height, width};
    int[] flat = {0, output.channels(), height, width};
    String matrixShape = name + "/matrixShape";
    String flatShape = name + "/flatShape";
    String rows = name + "/matrix";
    String columns = name + "/transposed";
    return List.of(
        OnnxNode.of("Constant", matrixShape, List.of(), OnnxAttribute.of("value_ints", matrix)),
        OnnxNode.of("Reshape", rows, List.of(inputs.get(0), matrixShape)),
        OnnxNode.of(
            "Transpose",
            columns,
            List.of(rows),
            OnnxAttribute.of("perm", new int[] {0, 2, 1, 3, 4})),
        OnnxNode.of("Constant", flatShape, List.of(), OnnxAttribute.of("value_ints", flat)),
        OnnxNode.of("Reshape", name, List.of(columns, flatShape)));
  }

  private static List<OnnxNode> concat(Concat op, String name, List<String> inputs) {
    return List.of(OnnxNode.of("Concat", name, inputs, OnnxAttribute.of("axis", 1)));
  }

  private static List<OnnxNode> sum(Add op, String name, List<String> inputs) {
    String type = op.terms() == 2 ? "Add" : "Sum";
    return then(op.function(), name, "sum", inner -> OnnxNode.of(type, inner, inputs));
  }

  /** Step by step; the last one has the op's name. */
  private static List<OnnxNode> fused(Fused op, String name, List<String> inputs) {
    List<String> values = new ArrayList<>(inputs);
    List<OnnxNode> nodes = new ArrayList<>();
    for (int s = 0; s < op.steps().size(); s++) {
      boolean last = s == op.steps().size() - 1;
      String value = last ? name : name + "/step" + s;
      nodes.addAll(step(op.steps().get(s), value, values));
      values.add(value);
    }
    return nodes;
  }

  private static List<OnnxNode> step(FusedStep step, String name, List<String> values) {
    if (step instanceof FusedStep.Lead lead && lead.op() instanceof BatchNormInference norm) {
      return batchNorm(norm, name, lead.reads().stream().map(values::get).toList());
    } else if (step instanceof FusedStep.Sum sum) {
      Add add = new Add(sum.terms().size(), ActivationFunction.IDENTITY);
      return sum(add, name, sum.terms().stream().map(values::get).toList());
    } else if (step instanceof FusedStep.Apply apply) {
      return function(apply.function(), name, values.get(apply.x()));
    }
    throw new IllegalArgumentException(step.mnemonic() + " is no step of inference");
  }

  private static List<OnnxNode> linear(Linear op, String name, List<String> inputs) {
    return List.of(OnnxNode.of("Gemm", name, inputs, OnnxAttribute.of("transB", 1)));
  }

  private interface Named {
    OnnxNode called(String name);
  }

  /** A node alone, or under a name of its own and followed by a function. */
  private static List<OnnxNode> then(
      ActivationFunction function, String name, String suffix, Named node) {
    if (function == ActivationFunction.IDENTITY) {
      return List.of(node.called(name));
    }
    OnnxNode before = node.called(name + "/" + suffix);
    return Stream.concat(Stream.of(before), function(function, name, before.name()).stream())
        .toList();
  }

  private static List<OnnxNode> function(ActivationFunction function, String name, String x) {
    return switch (function) {
      case IDENTITY -> List.of(OnnxNode.of("Identity", name, List.of(x)));
      case RELU -> List.of(OnnxNode.of("Relu", name, List.of(x)));
      case LEAKY_RELU ->
          List.of(
              OnnxNode.of(
                  "LeakyRelu",
                  name,
                  List.of(x),
                  OnnxAttribute.of("alpha", ActivationFunction.LEAKY_SLOPE)));
      case TANH -> List.of(OnnxNode.of("Tanh", name, List.of(x)));
      case GELU -> gelu(name, x);
    };
  }

  // An operator of its own only since operator set 20: x/2 (1 + erf(x/√2)).
  private static List<OnnxNode> gelu(String name, String x) {
    String scaled = name + "/scaled";
    String erf = name + "/erf";
    String factor = name + "/factor";
    String product = name + "/product";
    return List.of(
        OnnxNode.of("Mul", scaled, List.of(x, Scalar.INVERSE_SQRT2.valueName())),
        OnnxNode.of("Erf", erf, List.of(scaled)),
        OnnxNode.of("Add", factor, List.of(erf, Scalar.ONE.valueName())),
        OnnxNode.of("Mul", product, List.of(x, factor)),
        OnnxNode.of("Mul", name, List.of(product, Scalar.HALF.valueName())));
  }

  private static OnnxAttribute kernel(Window window) {
    return OnnxAttribute.of("kernel_shape", new int[] {window.kernel(), window.kernel()});
  }

  private static OnnxAttribute strides(Window window) {
    return OnnxAttribute.of("strides", new int[] {window.stride(), window.stride()});
  }

  private static OnnxAttribute pads(Window window) {
    int padding = window.padding();
    return OnnxAttribute.of("pads", new int[] {padding, padding, padding, padding});
  }
}
