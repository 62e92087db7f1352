package dev.lamina.conformance.interpret;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Parameter;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.plan.ArenaLayout;
import dev.lamina.graph.plan.MemoryPlan;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.network.ArenaSizes;
import dev.lamina.runtime.network.Binder;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.InferenceProgram;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.network.ParameterSpec;
import dev.lamina.runtime.network.TrainingProgram;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a planned network without generating a class for it: what a generated class does, node by
 * node. Tests use it for networks that no source declares.
 */
public final class InterpretedNetwork implements CompiledNetwork {

  private final PlannedNetwork planned;

  /** Wraps a planned network. */
  public InterpretedNetwork(PlannedNetwork planned) {
    this.planned = planned;
  }

  @Override
  public NetworkSpec spec() {
    return new NetworkSpec(
        planned.model().name(),
        planned.model().input().shape(),
        planned.model().classes(),
        List.of(),
        specs(planned.model().parameters(), planned.parameters()),
        specs(planned.model().states(), planned.states()),
        planned.parameters().length(),
        planned.states().length(),
        sizes(planned.trainingPlan()),
        sizes(planned.inferencePlan()));
  }

  private static List<ParameterSpec> specs(List<Parameter> parameters, ArenaLayout layout) {
    List<ParameterSpec> specs = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      specs.add(
          new ParameterSpec(
              parameter.name(),
              parameter.value().shape(),
              parameter.initializer(),
              layout.offsets().get(i)));
    }
    return specs;
  }

  private static ArenaSizes sizes(MemoryPlan plan) {
    return new ArenaSizes(plan.activations(), plan.masks(), plan.statistics());
  }

  @Override
  public TrainingProgram training(Binder binder) {
    MemoryPlan plan = planned.trainingPlan();
    List<Kernel> forward = bind(planned.training().forward(), plan, binder);
    List<Kernel> backward = bind(planned.training().backward(), plan, binder);
    Tensor logits = tensor(planned.training().logits(), plan, binder);
    return new TrainingProgram() {
      @Override
      public void forward() {
        forward.forEach(Kernel::run);
      }

      @Override
      public void backward() {
        backward.forEach(Kernel::run);
      }

      @Override
      public Tensor logits() {
        return logits;
      }
    };
  }

  @Override
  public InferenceProgram inference(Binder binder) {
    MemoryPlan plan = planned.inferencePlan();
    List<Kernel> kernels = bind(planned.inference().nodes(), plan, binder);
    Tensor logits = tensor(planned.inference().logits(), plan, binder);
    return new InferenceProgram() {
      @Override
      public void forward() {
        kernels.forEach(Kernel::run);
      }

      @Override
      public Tensor logits() {
        return logits;
      }
    };
  }

  private static List<Kernel> bind(List<Node> nodes, MemoryPlan plan, Binder binder) {
    return nodes.stream()
        .map(
            node ->
                binder.kernel(
                    node.name(),
                    node.op(),
                    tensors(node.inputs(), plan, binder),
                    tensors(node.outputs(), plan, binder)))
        .toList();
  }

  private static List<Tensor> tensors(List<Value> values, MemoryPlan plan, Binder binder) {
    return values.stream().map(value -> tensor(value, plan, binder)).toList();
  }

  private static Tensor tensor(Value value, MemoryPlan plan, Binder binder) {
    return switch (value.space()) {
      case INPUT -> binder.input();
      case LABELS -> binder.labels();
      case METRICS -> binder.metrics();
      case RANDOM -> binder.random();
      case PARAMETER -> binder.parameter(value.name());
      case GRADIENT -> binder.gradient(value.name());
      case STATE -> binder.state(value.name());
      case MASK -> binder.mask(plan.offset(value), value.shape().dim(0));
      case STATISTIC -> binder.statistic(plan.offset(value), value.shape().channels());
      case ACTIVATION ->
          binder.activation(
              plan.offset(value),
              value.shape().dims().stream().mapToInt(Integer::intValue).toArray());
      case HYPERPARAMETERS, OPTIMIZER ->
          throw new IllegalArgumentException(value.space() + " belongs to the optimizer");
    };
  }
}
