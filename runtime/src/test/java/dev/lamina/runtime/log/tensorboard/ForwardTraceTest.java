package dev.lamina.runtime.log.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.GlobalAvgPool;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.network.ArenaSizes;
import dev.lamina.runtime.network.Binder;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.InferenceProgram;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.network.TrainingProgram;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForwardTraceTest {

  @Test
  void aLayerMayBeCalledAsWhatTheNetworkReads() {
    List<GraphNode> nodes = ForwardTrace.of(new Named("input"));
    assertEquals(
        List.of("networkInput", "labels", "input"), nodes.stream().map(GraphNode::name).toList());
    assertEquals(List.of("networkInput"), nodes.get(2).inputs());
  }

  /** A network of one layer. */
  private record Named(String layer) implements CompiledNetwork {

    @Override
    public NetworkSpec spec() {
      NetworkSpec.Builder spec = NetworkSpec.builder("Named", Shape.of(3, 4, 4), 3);
      spec.layer(layer, "globalAvgPool", Shape.of(3), 0);
      ArenaSizes sizes = new ArenaSizes(3, 0, 0, 0);
      return spec.arenas(0, 0).build(sizes, sizes);
    }

    @Override
    public TrainingProgram training(Binder binder) {
      Tensor pooled = binder.activation(0, 3);
      Kernel kernel =
          binder.kernel(layer, new GlobalAvgPool(), List.of(binder.input()), List.of(pooled));
      return new Forward(kernel, pooled);
    }

    @Override
    public InferenceProgram inference(Binder binder) {
      throw new UnsupportedOperationException("for training only");
    }
  }

  private record Forward(Kernel kernel, Tensor logits) implements TrainingProgram {

    @Override
    public void forward() {
      kernel.run();
    }

    @Override
    public void backward() {
      throw new UnsupportedOperationException("forward only");
    }
  }
}
