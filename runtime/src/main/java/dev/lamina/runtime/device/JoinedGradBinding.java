package dev.lamina.runtime.device;

import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.op.Concat;
import dev.lamina.graph.op.ConcatGrad;
import dev.lamina.graph.op.Conv2dInputGrad;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.JoinedConv2dGrad;
import dev.lamina.graph.op.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The ops that a {@link JoinedConv2dGrad} is, on its memory.
 *
 * @param weightGrad the gradient of the convolution's weight
 * @param inputGrad the gradient of its input, dy
 * @param concat the concatenation of the maps, once more
 * @param norm the gradient of the norm, in dy's place
 * @param split what copies that to the gradients of the maps
 * @param sums what adds the gradients of other readers there
 */
public record JoinedGradBinding(
    Binding weightGrad,
    Binding inputGrad,
    Binding concat,
    Binding norm,
    Binding split,
    List<Binding> sums) {

  public JoinedGradBinding {
    sums = List.copyOf(sums);
  }

  /** The ops of a binding whose op is {@code op}. */
  public static JoinedGradBinding of(JoinedConv2dGrad op, Binding binding) {
    return new Named(op, binding).apart();
  }

  /** All of them, in order. */
  public List<Binding> inOrder() {
    List<Binding> all = new ArrayList<>(List.of(weightGrad, inputGrad, concat, norm, split));
    all.addAll(sums);
    return List.copyOf(all);
  }

  /** The operands by their names. */
  private static final class Named {
    private final JoinedConv2dGrad op;
    private final Binding binding;
    private final int parts;

    Named(JoinedConv2dGrad op, Binding binding) {
      this.op = op;
      this.binding = binding;
      this.parts = op.conv().parts();
    }

    private JoinedGradBinding apart() {
      Tensor y = binding.input(parts);
      Tensor dz = binding.input(parts + 1);
      Tensor weight = binding.input(parts + 2);
      Tensor dy = output(3);
      Tensor whole = output(4);
      List<Tensor> maps = binding.inputs().subList(0, parts);
      List<Tensor> gradients = binding.outputs().subList(0, parts);
      List<Tensor> normed = new ArrayList<>(List.of(whole, dy));
      normed.addAll(binding.inputs().subList(parts + 3, op.firstOther()));
      return new JoinedGradBinding(
          ofConv(".weightGrad", new Conv2dWeightGrad(op.conv().conv()), y, dz, output(2)),
          ofConv(".inputGrad", new Conv2dInputGrad(op.conv().conv()), dz, weight, dy),
          new Binding(binding.name() + ".concat", new Concat(parts), maps, List.of(whole)),
          new Binding(
              binding.name() + ".norm",
              new BatchNormGrad(op.conv().norm()),
              normed,
              List.of(dy, output(0), output(1))),
          new Binding(binding.name() + ".split", split(gradients), List.of(dy), gradients),
          sums(gradients));
    }

    /** An output after the gradients of the maps. */
    private Tensor output(int number) {
      return binding.output(parts + number);
    }

    private Binding ofConv(String suffix, Op grad, Tensor first, Tensor second, Tensor result) {
      return new Binding(binding.name() + suffix, grad, List.of(first, second), List.of(result));
    }

    private ConcatGrad split(List<Tensor> gradients) {
      return new ConcatGrad(
          gradients.stream().map(gradient -> gradient.shape().channels()).toList(),
          IntStream.range(0, parts).boxed().toList());
    }

    private List<Binding> sums(List<Tensor> gradients) {
      return IntStream.range(0, op.accumulates() ? parts : 0)
          .mapToObj(
              part ->
                  new Binding(
                      binding.name() + ".sum" + part,
                      new Add(2, ActivationFunction.IDENTITY),
                      List.of(gradients.get(part), binding.input(op.firstOther() + part)),
                      List.of(gradients.get(part))))
          .toList();
    }
  }
}
