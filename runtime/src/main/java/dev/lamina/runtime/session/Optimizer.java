package dev.lamina.runtime.session;

import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.AdamW;
import dev.lamina.graph.op.UpdateOp;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The update of all parameters by one kernel: parameters, gradients and the optimizer's moments are
 * arenas of one layout, so that a step is one pass over them. The padding between parameters has
 * gradient 0 and stays 0.
 */
final class Optimizer {
  private final Kernel update;
  private final Buffer hyperparameters;
  private final Buffer moments;
  private final DoubleBuffer host = DoubleBuffer.allocate(2);
  private int step;

  /**
   * Binds the update.
   *
   * @param elements length of the parameter arena
   */
  Optimizer(Device device, SessionMemory memory, UpdateOp op, long elements) {
    hyperparameters = memory.arena(Space.HYPERPARAMETERS);
    moments = memory.arena(Space.OPTIMIZER);
    update = device.bind(binding(memory, op, elements));
  }

  /** Numbers that an optimizer keeps for each parameter: a velocity, or two moments. */
  static int moments(UpdateOp op) {
    return op instanceof AdamW ? 2 : 1;
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

  /** Counts a step and brings its figures to the device, for {@link #update}. */
  void begin(double learningRate) {
    step++;
    host.put(0, learningRate).put(1, step).rewind();
    hyperparameters.write(0, host);
  }

  /** Updates the parameters from their gradients. */
  void update() {
    update.run();
  }

  /** Forgets all steps. */
  void reset() {
    step = 0;
    Zeros.fill(moments);
  }

  /** How many updates there have been. */
  int step() {
    return step;
  }
}
