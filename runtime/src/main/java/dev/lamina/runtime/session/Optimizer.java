package dev.lamina.runtime.session;

import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.ClipGradients;
import dev.lamina.graph.op.UpdateOp;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.network.ParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The update of all parameters by one kernel: parameters, gradients and the optimizer's moments are
 * arenas of one layout, so that a step is one pass over them. The padding between parameters has
 * gradient 0 and stays 0.
 */
final class Optimizer {
  private final SessionMemory memory;
  private final UpdateOp op;
  private final long elements;
  private final Optional<Kernel> clip;
  private final Kernel update;

  /**
   * Binds the update.
   *
   * @param elements length of the parameter arena
   */
  Optimizer(Device device, SessionMemory memory, SessionOptions.Update update, long elements) {
    this.memory = memory;
    this.op = update.optimizer();
    this.elements = elements;
    clip =
        Optional.of(update.clipNorm())
            .filter(norm -> norm > 0)
            .map(norm -> device.bind(clipping(memory, norm, elements)));
    this.update = device.bind(binding(memory, op, elements));
  }

  private static Binding clipping(SessionMemory memory, double norm, long elements) {
    List<Tensor> gradients = List.of(memory.vector(Space.GRADIENT, 0, elements));
    return new Binding("clip", new ClipGradients(norm), gradients, gradients);
  }

  private static Binding binding(SessionMemory memory, UpdateOp op, long elements) {
    Tensor parameters = memory.vector(Space.PARAMETER, 0, elements);
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(parameters);
    inputs.add(memory.vector(Space.GRADIENT, 0, elements));
    List<Tensor> outputs = new ArrayList<>();
    outputs.add(parameters);
    for (int i = 0; i < op.moments().size(); i++) {
      Tensor moment = memory.vector(Space.OPTIMIZER, i, elements);
      inputs.add(moment);
      outputs.add(moment);
    }
    inputs.add(memory.pair(Space.HYPERPARAMETERS));
    return new Binding("optimizer", op, inputs, outputs);
  }

  /** Updates the parameters from their gradients. */
  void update() {
    clip.ifPresent(Kernel::run);
    update.run();
  }

  /**
   * Forgets all moments, and what clipping left in gradients that no kernel writes if a step of
   * before was not a number.
   */
  void reset() {
    Zeros.fill(memory.arena(Space.OPTIMIZER));
    Zeros.fill(memory.arena(Space.GRADIENT));
  }

  /** What it remembers of earlier steps, by name. */
  NamedTensors moments(List<ParameterSpec> parameters) {
    return NamedTensors.moments(memory, parameters, op.moments(), elements);
  }
}
