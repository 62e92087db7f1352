package dev.lamina.runtime.bench;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Op;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What ops take alone: each on memory of its own, again and again. So nothing is lost by a run that
 * changes what it reads, and an op that a device has fused with others can be timed without them.
 */
final class LoneKernels {
  private final Device device;
  private final KernelClock clock;
  private final Map<Like, Double> known = new HashMap<>();

  LoneKernels(Device device, KernelClock clock) {
    this.device = device;
    this.clock = clock;
  }

  /** Seconds of the fastest run of an op; ops that are alike are measured once. */
  double seconds(Binding binding) {
    Like like = Like.of(binding);
    Double seconds = known.get(like);
    if (seconds == null) {
      seconds = measure(binding);
      known.put(like, seconds);
    }
    return seconds;
  }

  private double measure(Binding binding) {
    try (Trial trial = Trial.alike(device, binding)) {
      return trial.seconds(clock);
    }
  }

  /** What decides how long an op takes: all but its name and where its memory is. */
  private record Like(Op op, List<Operand> operands) {
    static Like of(Binding binding) {
      List<Tensor> tensors = new ArrayList<>(binding.inputs());
      tensors.addAll(binding.outputs());
      return new Like(
          binding.op(), tensors.stream().map(tensor -> Operand.of(tensor, tensors)).toList());
    }
  }

  /** An operand, and the first one that is the same memory. */
  private record Operand(Space space, Shape shape, int batch, int same) {
    static Operand of(Tensor tensor, List<Tensor> all) {
      return new Operand(tensor.space(), tensor.shape(), tensor.batch(), all.indexOf(tensor));
    }
  }
}
