package dev.lamina.models;

import dev.lamina.graph.ir.Initializer;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.Op;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.network.ArenaSizes;
import dev.lamina.runtime.network.Binder;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.InferenceProgram;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.network.TrainingProgram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A network of one op.
 *
 * @param op reads the images, as often as {@code reads} says, and then its weights
 * @param input shape of the images
 * @param output shape of what it gives for an image
 * @param reads how many of its inputs are the images
 * @param weights shapes of its weights
 */
record OneOp(Op op, Shape input, Shape output, int reads, List<Shape> weights)
    implements CompiledNetwork {

  @Override
  public NetworkSpec spec() {
    NetworkSpec.Builder spec = NetworkSpec.builder("OneOp", input, output.channels());
    spec.layer("op", op.mnemonic(), output, 0);
    long offset = 0;
    for (int i = 0; i < weights.size(); i++) {
      spec.parameter(name(i), weights.get(i), new Initializer.Uniform(0.5), offset);
      offset += weights.get(i).elements();
    }
    ArenaSizes sizes = new ArenaSizes(output.elements(), 0, 0, 0);
    return spec.arenas(offset, 0).build(sizes, sizes);
  }

  private static String name(int weight) {
    return "op." + weight;
  }

  @Override
  public TrainingProgram training(Binder binder) {
    throw new UnsupportedOperationException("for inference only");
  }

  @Override
  public InferenceProgram inference(Binder binder) {
    List<Tensor> inputs = new ArrayList<>(Collections.nCopies(reads, binder.input()));
    for (int i = 0; i < weights.size(); i++) {
      inputs.add(binder.parameter(name(i)));
    }
    int[] dims = output.dims().stream().mapToInt(Integer::intValue).toArray();
    Tensor result = binder.activation(0, dims);
    return new Inference(binder.kernel("op", op, inputs, List.of(result)), result);
  }

  private record Inference(Kernel kernel, Tensor logits) implements InferenceProgram {
    @Override
    public void forward() {
      kernel.run();
    }
  }
}
