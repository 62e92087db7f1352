package dev.lamina.runtime.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Add;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.network.ArenaSizes;
import dev.lamina.runtime.network.Binder;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.InferenceProgram;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.network.TrainingProgram;
import dev.lamina.runtime.session.TinyNetwork;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RecordedGraphTest {
  private static final Activation RELU = new Activation(ActivationFunction.RELU);
  private static final Activation TANH = new Activation(ActivationFunction.TANH);
  private static final Add ADD = new Add(2, ActivationFunction.IDENTITY);

  @Test
  void nodesReadWhatEarlierNodesWrote() {
    RecordedGraph graph = RecordedGraph.of(new TinyNetwork());

    assertEquals(
        List.of("conv", "norm", "pool", "average", "fc"),
        graph.nodes().stream().map(RecordedNode::name).toList());
    assertEquals(List.of("input", "conv.weight"), inputs(graph, 0));
    assertEquals(
        List.of("conv", "norm.weight", "norm.bias", "norm.running_mean", "norm.running_var"),
        inputs(graph, 1));
    assertEquals(List.of("average", "fc.weight", "fc.bias"), inputs(graph, 4));
    assertEquals("fc", graph.logits().name());
  }

  /** a = relu(x); b = tanh(a) in a's place; c = tanh(x) elsewhere; d = b + c in b's place. */
  @Test
  void memoryThatIsUsedAgainHoldsTheLastValue() {
    RecordedGraph graph =
        RecordedGraph.of(
            new Vectors(
                b -> {
                  Tensor low = b.activation(0, 4);
                  Tensor high = b.activation(4, 4);
                  Kernel d = b.kernel("d", ADD, List.of(low, high), List.of(low));
                  Kernel c = b.kernel("c", TANH, List.of(b.input()), List.of(high));
                  Kernel second = b.kernel("b", TANH, List.of(low), List.of(low));
                  Kernel a = b.kernel("a", RELU, List.of(b.input()), List.of(low));
                  return new Program(List.of(a, second, c, d), low);
                }));

    assertEquals(List.of("input"), inputs(graph, 0));
    assertEquals(List.of("a"), inputs(graph, 1));
    assertEquals(List.of("input"), inputs(graph, 2));
    assertEquals(List.of("b", "c"), inputs(graph, 3));
    assertEquals("d", graph.logits().name());
  }

  @Test
  void valueThatWasPartlyOverwrittenCannotBeRead() {
    Vectors network =
        new Vectors(
            b -> {
              Tensor low = b.activation(0, 4);
              Kernel a = b.kernel("a", RELU, List.of(b.input()), List.of(low));
              Kernel c = b.kernel("c", RELU, List.of(b.input()), List.of(b.activation(2, 4)));
              return new Program(List.of(a, c), low);
            });

    assertThrows(IllegalStateException.class, () -> RecordedGraph.of(network));
  }

  private static List<String> inputs(RecordedGraph graph, int node) {
    return graph.nodes().get(node).inputs().stream().map(RecordedValue::name).toList();
  }

  private record Program(List<Kernel> kernels, Tensor logits) implements InferenceProgram {
    @Override
    public void forward() {
      kernels.forEach(Kernel::run);
    }
  }

  /** Ops on vectors of four numbers, in eight numbers of memory. */
  private record Vectors(Function<Binder, InferenceProgram> program) implements CompiledNetwork {
    @Override
    public NetworkSpec spec() {
      ArenaSizes sizes = new ArenaSizes(8, 0, 0, 0);
      return NetworkSpec.builder("Vectors", Shape.of(4), 4).build(sizes, sizes);
    }

    @Override
    public TrainingProgram training(Binder binder) {
      throw new UnsupportedOperationException();
    }

    @Override
    public InferenceProgram inference(Binder binder) {
      return program.apply(binder);
    }
  }
}
