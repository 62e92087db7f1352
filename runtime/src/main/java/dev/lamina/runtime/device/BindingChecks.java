package dev.lamina.runtime.device;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationGrad;
import dev.lamina.graph.op.AdamW;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.AverageWeights;
import dev.lamina.graph.op.AvgPool;
import dev.lamina.graph.op.AvgPoolGrad;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.op.BatchNormInference;
import dev.lamina.graph.op.BatchNormRecompute;
import dev.lamina.graph.op.ChannelShuffle;
import dev.lamina.graph.op.ClipGradients;
import dev.lamina.graph.op.Concat;
import dev.lamina.graph.op.ConcatGrad;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dInputGrad;
import dev.lamina.graph.op.Conv2dInputGradSum;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.Dropout;
import dev.lamina.graph.op.DropoutGrad;
import dev.lamina.graph.op.FoldNorm;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedConv2d;
import dev.lamina.graph.op.GlobalAvgPool;
import dev.lamina.graph.op.GlobalAvgPoolGrad;
import dev.lamina.graph.op.JoinedConv2d;
import dev.lamina.graph.op.JoinedConv2dGrad;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.LinearInputGrad;
import dev.lamina.graph.op.LinearWeightGrad;
import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.op.MaxPoolGrad;
import dev.lamina.graph.op.NextStep;
import dev.lamina.graph.op.NormedConv2d;
import dev.lamina.graph.op.NormedConv2dGrad;
import dev.lamina.graph.op.Op;
import dev.lamina.graph.op.RecomputedWeightGrad;
import dev.lamina.graph.op.Sgd;
import dev.lamina.graph.op.SoftmaxCrossEntropy;
import dev.lamina.graph.op.Window;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The operands that each op takes, checked the same way on every device: how many, their element
 * types, shapes and batch, and what may share memory.
 */
public final class BindingChecks {
  private static final Map<Class<? extends Op>, BiConsumer<Op, Operands>> RULES = rules();

  private BindingChecks() {}

  /**
   * Checks a binding before a device looks at it.
   *
   * @throws IllegalArgumentException if the operands are not those that the op's documentation
   *     gives, or an output overlaps another operand where {@link Op#inPlaceInputs} does not allow
   *     it; the message names the node, the op and the operand
   */
  public static void check(Binding binding) {
    Operands operands = operands(binding);
    FusedCheck.lead(binding.op(), binding).ifPresent(BindingChecks::operands);
    MemoryRules.check(binding, operands);
  }

  /** The operands, each of the kind and shape that the op takes. */
  static Operands operands(Binding binding) {
    Operands operands = new Operands(binding);
    RULES.get(binding.op().getClass()).accept(binding.op(), operands);
    return operands;
  }

  private static Map<Class<? extends Op>, BiConsumer<Op, Operands>> rules() {
    Map<Class<? extends Op>, BiConsumer<Op, Operands>> rules = new HashMap<>();
    add(rules, Conv2d.class, BindingChecks::conv2d);
    add(rules, FusedConv2d.class, BindingChecks::fusedConv2d);
    add(rules, Conv2dInputGrad.class, (op, o) -> conv2dInputGrad(op.conv(), 2, o));
    add(rules, Conv2dInputGradSum.class, BindingChecks::conv2dInputGradSum);
    add(rules, Conv2dWeightGrad.class, BindingChecks::conv2dWeightGrad);
    add(rules, RecomputedWeightGrad.class, ApartChecks::recomputedWeightGrad);
    add(rules, JoinedConv2d.class, ApartChecks::joinedConv2d);
    add(rules, JoinedConv2dGrad.class, ApartChecks::joinedConv2dGrad);
    add(rules, NormedConv2d.class, ApartChecks::normedConv2d);
    add(rules, NormedConv2dGrad.class, ApartChecks::normedConv2dGrad);
    add(rules, BatchNorm.class, NormChecks::training);
    add(rules, BatchNormGrad.class, NormChecks::gradient);
    add(rules, BatchNormInference.class, (op, o) -> NormChecks.inference(o));
    add(rules, BatchNormRecompute.class, (op, o) -> NormChecks.recompute(o));
    add(rules, FoldNorm.class, NormChecks::fold);
    add(rules, Activation.class, (op, o) -> alike(o, 1));
    add(rules, ActivationGrad.class, (op, o) -> alike(o, 2));
    add(rules, Add.class, BindingChecks::sum);
    add(rules, MaxPool.class, BindingChecks::maxPool);
    add(rules, MaxPoolGrad.class, BindingChecks::maxPoolGrad);
    add(rules, AvgPool.class, BindingChecks::avgPool);
    add(rules, AvgPoolGrad.class, BindingChecks::avgPoolGrad);
    add(rules, GlobalAvgPool.class, (op, o) -> globalAvgPool(o, false));
    add(rules, GlobalAvgPoolGrad.class, (op, o) -> globalAvgPool(o, true));
    add(rules, Linear.class, BindingChecks::linear);
    add(rules, LinearInputGrad.class, BindingChecks::linearInputGrad);
    add(rules, LinearWeightGrad.class, BindingChecks::linearWeightGrad);
    add(rules, Concat.class, BindingChecks::concat);
    add(rules, ConcatGrad.class, BindingChecks::concatGrad);
    add(rules, ChannelShuffle.class, BindingChecks::channelShuffle);
    add(rules, Dropout.class, BindingChecks::dropout);
    add(rules, DropoutGrad.class, BindingChecks::dropoutGrad);
    add(rules, Fused.class, FusedCheck::check);
    add(rules, SoftmaxCrossEntropy.class, BindingChecks::softmaxCrossEntropy);
    add(rules, Sgd.class, (op, o) -> UpdateChecks.optimizer(o, 1));
    add(rules, AdamW.class, (op, o) -> UpdateChecks.optimizer(o, 2));
    add(rules, ClipGradients.class, (op, o) -> UpdateChecks.inPlace(o, 1));
    add(rules, AverageWeights.class, (op, o) -> UpdateChecks.inPlace(o, 2));
    add(rules, NextStep.class, (op, o) -> UpdateChecks.nextStep(o));
    return Map.copyOf(rules);
  }

  private static <T extends Op> void add(
      Map<Class<? extends Op>, BiConsumer<Op, Operands>> rules,
      Class<T> type,
      BiConsumer<T, Operands> rule) {
    rules.put(type, (op, operands) -> rule.accept(type.cast(op), operands));
  }

  private static void conv2d(Conv2d op, Operands o) {
    o.counts(op.bias() ? 3 : 2, 1);
    convolutionForward(op, o);
  }

  private static void fusedConv2d(FusedConv2d op, Operands o) {
    o.counts(op.term() + (op.sum() ? 1 : 0), 1);
    convolutionForward(op.conv(), o);
    if (op.sum()) {
      Tensor y = o.output(0);
      o.reals(o.input(op.term()), "the other term", y.shape(), y.batch());
    }
  }

  private static void convolutionForward(Conv2d op, Operands o) {
    convolution(op, o, o.input(0), o.output(0));
    weight(op, o, o.input(1), o.inputShape(0).channels());
    if (op.bias()) {
      o.whole(o.input(2), "bias", op.filters());
    }
  }

  private static void conv2dInputGrad(Conv2d conv, int inputs, Operands o) {
    o.counts(inputs, 1);
    convolution(conv, o, o.output(0), o.input(0));
    weight(conv, o, o.input(1), o.outputShape(0).channels());
  }

  private static void conv2dInputGradSum(Conv2dInputGradSum op, Operands o) {
    o.require(op.conv().isPerPixel(), "a convolution of " + op.conv());
    conv2dInputGrad(op.conv(), 3, o);
    Tensor dx = o.output(0);
    o.reals(o.input(Conv2dInputGradSum.TERM), "the other term", dx.shape(), dx.batch());
  }

  private static void conv2dWeightGrad(Conv2dWeightGrad op, Operands o) {
    Conv2d conv = op.conv();
    o.counts(2, conv.bias() ? 2 : 1);
    convolution(conv, o, o.input(0), o.input(1));
    weight(conv, o, o.output(0), o.inputShape(0).channels());
    if (conv.bias()) {
      o.whole(o.output(1), "dbias", conv.filters());
    }
  }

  private static void convolution(Conv2d op, Operands o, Tensor x, Tensor y) {
    o.map(x, "the convolution's input");
    int channels = x.shape().channels();
    o.require(
        channels % op.groups() == 0 && op.filters() % op.groups() == 0,
        channels + " channels and " + op.filters() + " filters in " + op.groups() + " groups");
    Shape shape = windowed(o, op.window(), x.shape()).withChannels(op.filters());
    o.reals(y, "the convolution's output", shape, x.batch());
  }

  private static void weight(Conv2d op, Operands o, Tensor weight, int channels) {
    int kernel = op.window().kernel();
    o.whole(weight, "the weight", op.filters(), channels / op.groups(), kernel, kernel);
  }

  private static Shape windowed(Operands o, Window window, Shape in) {
    int height = window.output(in.height());
    int width = window.output(in.width());
    o.require(height > 0 && width > 0, "a window of " + window + " does not fit " + in);
    return Shape.of(in.channels(), height, width);
  }

  /** So many inputs and one output, all alike. */
  private static void alike(Operands o, int inputs) {
    o.counts(inputs, 1);
    Tensor first = o.input(0);
    for (int i = 0; i < inputs; i++) {
      o.reals(o.input(i), "input " + i, first.shape(), first.batch());
    }
    o.reals(o.output(0), "the output", first.shape(), first.batch());
  }

  private static void sum(Add op, Operands o) {
    o.require(op.terms() >= 2, "a sum of " + op.terms());
    alike(o, op.terms());
  }

  private static void maxPool(MaxPool op, Operands o) {
    boolean training = o.outputs().size() == 2;
    o.counts(1, training ? 2 : 1);
    pooled(op.window(), o, o.input(0), o.output(0));
    if (training) {
      positions(op, o, o.output(1), o.output(0));
    }
  }

  private static void maxPoolGrad(MaxPoolGrad op, Operands o) {
    o.counts(2, 1);
    pooled(op.pool().window(), o, o.output(0), o.input(0));
    positions(op.pool(), o, o.input(1), o.input(0));
  }

  private static void positions(MaxPool op, Operands o, Tensor mask, Tensor y) {
    o.mask(mask, "mask", op.maskBytes(y.shape().elements()), y.batch());
  }

  private static void avgPool(AvgPool op, Operands o) {
    o.counts(1, 1);
    pooled(op.window(), o, o.input(0), o.output(0));
  }

  private static void avgPoolGrad(AvgPoolGrad op, Operands o) {
    o.counts(1, 1);
    pooled(op.pool().window(), o, o.output(0), o.input(0));
  }

  private static void pooled(Window window, Operands o, Tensor x, Tensor y) {
    o.map(x, "the pool's input");
    o.require(
        2 * window.padding() <= window.kernel(),
        "padding of " + window.padding() + " is more than half the kernel of " + window.kernel());
    o.reals(y, "the pool's output", windowed(o, window, x.shape()), x.batch());
  }

  private static void globalAvgPool(Operands o, boolean backward) {
    o.counts(1, 1);
    Tensor x = backward ? o.output(0) : o.input(0);
    Tensor y = backward ? o.input(0) : o.output(0);
    o.map(x, "the map");
    o.reals(y, "the vector", Shape.of(x.shape().channels()), x.batch());
  }

  private static void linear(Linear op, Operands o) {
    o.counts(op.bias() ? 3 : 2, 1);
    linear(op, o, o.input(0), o.output(0), o.input(1));
    if (op.bias()) {
      o.whole(o.input(2), "bias", op.units());
    }
  }

  private static void linearInputGrad(LinearInputGrad op, Operands o) {
    o.counts(2, 1);
    linear(op.linear(), o, o.output(0), o.input(0), o.input(1));
  }

  private static void linearWeightGrad(LinearWeightGrad op, Operands o) {
    o.counts(2, op.linear().bias() ? 2 : 1);
    linear(op.linear(), o, o.input(0), o.input(1), o.output(0));
    if (op.linear().bias()) {
      o.whole(o.output(1), "dbias", op.linear().units());
    }
  }

  private static void linear(Linear op, Operands o, Tensor x, Tensor y, Tensor weight) {
    o.vector(x, "the layer's input");
    o.reals(y, "the layer's output", Shape.of(op.units()), x.batch());
    o.whole(weight, "the weight", op.units(), x.shape().channels());
  }

  private static void concat(Concat op, Operands o) {
    o.counts(op.parts(), 1);
    parts(o, o.output(0), o.inputs());
  }

  private static void concatGrad(ConcatGrad op, Operands o) {
    o.counts(1, op.parts().size());
    Tensor whole = o.input(0);
    o.reals(whole, "dy", whole.shape().withChannels(op.channels()), whole.batch());
    for (int i = 0; i < op.parts().size(); i++) {
      Shape part = whole.shape().withChannels(op.width(i));
      o.reals(o.output(i), "part " + op.parts().get(i), part, whole.batch());
    }
  }

  private static void parts(Operands o, Tensor whole, List<Tensor> parts) {
    int channels = 0;
    for (int i = 0; i < parts.size(); i++) {
      int own = parts.get(i).shape().channels();
      o.reals(parts.get(i), "part " + i, whole.shape().withChannels(own), whole.batch());
      channels += own;
    }
    o.reals(whole, "the whole", whole.shape().withChannels(channels), whole.batch());
  }

  private static void channelShuffle(ChannelShuffle op, Operands o) {
    o.counts(1, 1);
    Tensor x = o.input(0);
    o.map(x, "x");
    int channels = x.shape().channels();
    o.require(channels % op.groups() == 0, channels + " channels in " + op.groups() + " groups");
    o.reals(o.output(0), "y", x.shape(), x.batch());
  }

  private static void dropout(Dropout op, Operands o) {
    o.counts(2, 2);
    Tensor x = o.input(0);
    o.require(op.rate() >= 0 && op.rate() < 1, "a rate of " + op.rate() + " outside [0, 1)");
    o.reals(x, "x", x.shape(), x.batch());
    o.integers(o.input(1), "random state", 2, 1);
    o.reals(o.output(0), "y", x.shape(), x.batch());
    o.mask(o.output(1), "mask", Math.toIntExact(x.shape().elements()), x.batch());
  }

  private static void dropoutGrad(DropoutGrad op, Operands o) {
    o.counts(2, 1);
    Tensor dy = o.input(0);
    o.mask(o.input(1), "mask", Math.toIntExact(dy.shape().elements()), dy.batch());
    o.reals(o.output(0), "dx", dy.shape(), dy.batch());
  }

  private static void softmaxCrossEntropy(SoftmaxCrossEntropy op, Operands o) {
    o.counts(2, 2);
    Tensor logits = o.input(0);
    o.require(
        op.labelSmoothing() >= 0 && op.labelSmoothing() < 1,
        "label smoothing of " + op.labelSmoothing() + " outside [0, 1)");
    o.vector(logits, "logits");
    o.integers(o.input(1), "labels", 1, logits.batch());
    o.whole(o.output(0), "metrics", 2);
    o.reals(o.output(1), "dlogits", logits.shape(), logits.batch());
  }
}
