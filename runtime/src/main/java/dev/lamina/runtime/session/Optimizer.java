package dev.lamina.runtime.session;

import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.AdamW;
import dev.lamina.graph.op.UpdateOp;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The update of all parameters by one kernel: parameters, gradients and the optimizer's moments are
 * arenas of one layout, so that a step is one pass over them. The padding between parameters has
 * gradient 0 and stays 0.
 */
final class Optimizer {
  private final Kernel update;
  private final Buffer moments;

  /**
   * Binds the update.
   *
   * @param elements length of the parameter arena
   */
  Optimizer(Device device, SessionMemory memory, UpdateOp op, long elements) {
    moments = memory.arena(Space.OPTIMIZER);
    update = device.bind(binding(memory, op, elements));
  }

  /** What an optimizer keeps for each parameter, in the names of PyTorch's optimizers. */
  static List<String> momentNames(UpdateOp op) {
    return op instanceof AdamW ? List.of("exp_avg", "exp_avg_sq") : List.of("momentum_buffer");
  }

  /** Numbers that an optimizer keeps for each parameter: a velocity, or two moments. */
  static int moments(UpdateOp op) {
    return momentNames(op).size();
  }

  private static Binding binding(SessionMemory memory, UpdateOp op, long elements) {
    Tensor parameters = memory.vector(Space.PARAMETER, 0, elements);
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(parameters);
    inputs.add(memory.vector(Space.GRADIENT, 0, elements));
    List<Tensor> outputs = new ArrayList<>();
    outputs.add(parameters);
    for (int i = 0; i < moments(op); i++) {
      Tensor moment = memory.vector(Space.OPTIMIZER, i, elements);
      inputs.add(moment);
      outputs.add(moment);
    }
    inputs.add(memory.pair(Space.HYPERPARAMETERS));
    return new Binding("optimizer", op, inputs, outputs);
  }

  /** Updates the parameters from their gradients. */
  void update() {
    update.run();
  }

  /** Forgets all moments. */
  void reset() {
    Zeros.fill(moments);
  }
}
