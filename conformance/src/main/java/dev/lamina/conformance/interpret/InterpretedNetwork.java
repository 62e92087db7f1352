package dev.lamina.conformance.interpret;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Parameter;
import dev.lamina.graph.ir.ShapedGraph;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.kernel.NetworkKernels;
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
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;

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
    // As NetworkSpec has them: parts of a whole lie together.
    specs.sort(Comparator.comparingLong(ParameterSpec::offset));
    return specs;
  }

  private static ArenaSizes sizes(MemoryPlan plan) {
    return new ArenaSizes(plan.activations(), plan.masks(), plan.statistics(), plan.folded());
  }

  @Override
  public String kernels() {
    return NetworkKernels.of(planned);
  }

  @Override
  public TrainingProgram training(Binder binder) {
    Views views = new Views(planned.training().model(), planned.trainingPlan(), binder);
    List<Kernel> forward = views.bind(planned.training().forward());
    List<Kernel> backward = views.bind(planned.training().backward());
    Tensor logits = views.tensor(planned.training().logits());
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
    Views views = new Views(planned.model(), planned.inferencePlan(), binder);
    List<Kernel> kernels = views.bind(planned.inference().nodes());
    List<Kernel> folds = views.bind(planned.inference().folds());
    Tensor logits = views.tensor(planned.inference().logits());
    return new InferenceProgram() {
      @Override
      public void fold() {
        folds.forEach(Kernel::run);
      }

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

  /** What a program asks of a binder. */
  private record Views(ShapedGraph model, MemoryPlan plan, Binder binder) {

    List<Kernel> bind(List<Node> nodes) {
      return nodes.stream()
          .map(
              node ->
                  binder.kernel(
                      node.name(), node.op(), tensors(node.inputs()), tensors(node.outputs())))
          .toList();
    }

    private List<Tensor> tensors(List<Value> values) {
      return values.stream().map(this::tensor).toList();
    }

    Tensor tensor(Value value) {
      return switch (value.space()) {
        case INPUT -> binder.input();
        case LABELS -> binder.labels();
        case METRICS -> binder.metrics();
        case RANDOM -> binder.random();
        case PARAMETER -> named(value, binder::parameter);
        case GRADIENT -> named(value, binder::gradient);
        case STATE -> named(value, binder::state);
        case MASK -> binder.mask(plan.offset(value), value.shape().dim(0));
        case STATISTIC -> binder.statistic(plan.offset(value), value.shape().channels());
        case ACTIVATION -> binder.activation(plan.offset(value), dims(value));
        case FOLDED -> binder.folded(plan.offset(value), dims(value));
        case HYPERPARAMETERS, OPTIMIZER ->
            throw new IllegalArgumentException(value.space() + " belongs to the optimizer");
      };
    }

    private static int[] dims(Value value) {
      return value.shape().dims().stream().mapToInt(Integer::intValue).toArray();
    }

    private Tensor named(Value value, BiFunction<String, String[], Tensor> view) {
      List<String> parts = model.parts(value);
      return view.apply(parts.get(0), parts.stream().skip(1).toArray(String[]::new));
    }
  }
}
