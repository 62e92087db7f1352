package dev.lamina.runtime.recording;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.AverageWeights;
import dev.lamina.graph.op.ClipGradients;
import dev.lamina.graph.op.Op;
import dev.lamina.graph.op.UpdateOp;
import dev.lamina.graph.recipe.Recipe;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.network.ArenaSizes;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.network.ViewBinder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Views of memory that does not exist, and kernels that only note that they ran. */
final class StepBinder extends ViewBinder {
  private static final int PAIR = 2;

  private final NetworkSpec spec;
  private final ArenaSizes planned;
  private final int batchSize;
  private final Map<Space, Buffer> arenas = new EnumMap<>(Space.class);
  private final List<Binding> ran = new ArrayList<>();

  /**
   * A binder for one of a network's programs.
   *
   * @param planned the program's memory
   */
  StepBinder(NetworkSpec spec, ArenaSizes planned, int batchSize) {
    super(spec);
    this.spec = spec;
    this.planned = planned;
    this.batchSize = batchSize;
    for (Space space : Space.values()) {
      long length = copies(space) * elements(space);
      arenas.put(space, new AbsentBuffer(space, length));
    }
  }

  private long elements(Space space) {
    return switch (space) {
      case INPUT -> spec.input().elements();
      case LABELS -> 1;
      case ACTIVATION -> planned.activations();
      case MASK -> planned.masks();
      case STATISTIC -> planned.statistics();
      case FOLDED -> planned.folded();
      case STATE -> spec.stateElements();
      case PARAMETER, GRADIENT, OPTIMIZER -> spec.parameterElements();
      case METRICS, RANDOM, HYPERPARAMETERS -> PAIR;
    };
  }

  private long copies(Space space) {
    return space.perExample() ? batchSize : 1;
  }

  /** What ran, in order. */
  List<Binding> ran() {
    return List.copyOf(ran);
  }

  /** Notes what a recipe does to the gradients, the parameters and their averages. */
  void update(Recipe recipe) {
    List<Tensor> gradient = List.of(whole(Space.GRADIENT));
    if (recipe.clipNorm() > 0) {
      ran.add(new Binding("clip", new ClipGradients(recipe.clipNorm()), gradient, gradient));
    }
    optimizer(recipe.optimizer());
    if (recipe.averageDecay() > 0) {
      average(new AverageWeights(recipe.averageDecay()), Space.PARAMETER);
      average(new AverageWeights(recipe.averageDecay()), Space.STATE);
    }
  }

  private void optimizer(UpdateOp op) {
    List<Tensor> changed = new ArrayList<>(List.of(whole(Space.PARAMETER)));
    op.moments().forEach(moment -> changed.add(whole(Space.OPTIMIZER)));
    List<Tensor> read = new ArrayList<>(changed);
    read.add(whole(Space.GRADIENT));
    ran.add(new Binding("optimizer", op, read, changed));
  }

  /** Averages are as large as what they are of. */
  private void average(AverageWeights op, Space space) {
    if (elements(space) > 0) {
      Tensor values = whole(space);
      ran.add(new Binding("average", op, List.of(values, values), List.of(values)));
    }
  }

  private Tensor whole(Space space) {
    return view(space, 0, Shape.of(Math.toIntExact(elements(space))));
  }

  @Override
  protected Tensor view(Space space, long offset, Shape shape) {
    int copies = Math.toIntExact(copies(space));
    return new Tensor(arenas.get(space), offset * copies, space, shape, copies);
  }

  @Override
  public Kernel kernel(String name, Op op, List<Tensor> inputs, List<Tensor> outputs) {
    Binding binding = new Binding(name, op, inputs, outputs);
    return () -> ran.add(binding);
  }
}
