package dev.lamina.runtime.recording;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Op;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.network.ParameterSpec;
import dev.lamina.runtime.network.ViewBinder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Hands out views of memory that does not exist, for a batch of one, and kernels that only take
 * down that they ran.
 */
final class RecordingBinder extends ViewBinder {
  private final Map<Space, AbsentBuffer> arenas = new EnumMap<>(Space.class);
  private final LastWriters writers = new LastWriters();
  private final List<RecordedNode> nodes = new ArrayList<>();

  RecordingBinder(NetworkSpec spec) {
    super(spec);
    arena(Space.INPUT, spec.input().elements());
    arena(Space.PARAMETER, spec.parameterElements());
    arena(Space.STATE, spec.stateElements());
    arena(Space.ACTIVATION, spec.inference().activations());
    arena(Space.FOLDED, spec.inference().folded());
    writers.wrote(input(), new RecordedValue(Space.INPUT, "input", spec.input()));
    weights(Space.PARAMETER, spec.parameters());
    weights(Space.STATE, spec.states());
  }

  private void arena(Space space, long elements) {
    arenas.put(space, new AbsentBuffer(space, elements));
  }

  private void weights(Space space, List<ParameterSpec> specs) {
    for (ParameterSpec weight : specs) {
      RecordedValue value = new RecordedValue(space, weight.name(), weight.shape());
      writers.wrote(view(space, weight.offset(), weight.shape()), value);
    }
  }

  /** What ran so far. */
  List<RecordedNode> nodes() {
    return nodes;
  }

  /** What a view holds now. */
  RecordedValue contents(Tensor view) {
    return writers.contents(view);
  }

  @Override
  protected Tensor view(Space space, long offset, Shape shape) {
    AbsentBuffer arena = arenas.get(space);
    if (arena == null) {
      throw new IllegalStateException("inference has no use for " + space);
    }
    return new Tensor(arena, offset, space, shape, 1);
  }

  @Override
  public Kernel kernel(String name, Op op, List<Tensor> inputs, List<Tensor> outputs) {
    Binding binding = new Binding(name, op, inputs, outputs);
    return () -> ran(binding);
  }

  // Inputs first: the output may take the place of one of them.
  private void ran(Binding binding) {
    List<RecordedValue> read = binding.inputs().stream().map(writers::contents).toList();
    List<RecordedValue> written = new ArrayList<>();
    for (Tensor output : binding.outputs()) {
      String name = binding.name() + (written.isEmpty() ? "" : "." + written.size());
      RecordedValue value = new RecordedValue(output.space(), name, output.shape());
      writers.wrote(output, value);
      written.add(value);
    }
    nodes.add(new RecordedNode(binding.name(), binding.op(), read, written));
  }
}
