package dev.lamina.runtime.device;

import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dInputGrad;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.NormedConv2dGrad;
import java.util.ArrayList;
import java.util.List;

/**
 * The ops that a {@link NormedConv2dGrad} is, on its memory.
 *
 * @param conv the convolution, once more
 * @param norm the gradient of the norm, dz
 * @param weightGrad the gradient of the convolution's weight
 * @param inputGrad the gradient of its input
 */
public record NormedGradBinding(Binding conv, Binding norm, Binding weightGrad, Binding inputGrad) {

  /** The ops of a binding whose op is {@code op}. */
  public static NormedGradBinding of(NormedConv2dGrad op, Binding binding) {
    Conv2d conv = op.conv().conv();
    Tensor x = binding.input(0);
    Tensor weight = binding.input(2);
    Tensor z = binding.output(4);
    Tensor dz = binding.output(5);
    List<Tensor> normed = new ArrayList<>(List.of(z, binding.input(1)));
    normed.addAll(binding.inputs().subList(3, 7));
    String name = binding.name();
    return new NormedGradBinding(
        new Binding(name + ".conv", conv, List.of(x, weight), List.of(z)),
        new Binding(
            name + ".norm",
            new BatchNormGrad(op.conv().norm()),
            normed,
            List.of(dz, binding.output(2), binding.output(3))),
        new Binding(
            name + ".weightGrad",
            new Conv2dWeightGrad(conv),
            List.of(x, dz),
            List.of(binding.output(1))),
        new Binding(
            name + ".inputGrad",
            new Conv2dInputGrad(conv),
            List.of(dz, weight),
            List.of(binding.output(0))));
  }

  /** The products that cannot be done without: those of dy, not of dz, and no convolution again. */
  public List<Binding> products() {
    Tensor dy = norm.input(1);
    return List.of(
        new Binding(
            weightGrad.name(),
            weightGrad.op(),
            List.of(weightGrad.input(0), dy),
            weightGrad.outputs()),
        new Binding(
            inputGrad.name(),
            inputGrad.op(),
            List.of(dy, inputGrad.input(1)),
            inputGrad.outputs()));
  }

  /** All of them, in order. */
  public List<Binding> inOrder() {
    return List.of(conv, norm, weightGrad, inputGrad);
  }
}
