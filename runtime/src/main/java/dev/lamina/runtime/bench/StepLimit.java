package dev.lamina.runtime.bench;

import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.profile.Cost;
import java.util.List;

/**
 * The time that a training step would take if each of its ops ran as fast as the machine can: an
 * op's multiplications at the rate of large matrix products, or its inputs and outputs at the speed
 * of a large copy, whichever takes longer; one op after the other. An op whose data are in a cache
 * can be faster than that, so that it is an estimate and no proof.
 *
 * @param speed of the machine
 * @param seconds of a step
 * @param cost what all ops of a step cannot do without
 */
public record StepLimit(MachineSpeed speed, double seconds, Cost cost) {

  /** The limit of a step of these ops. */
  static StepLimit of(List<Binding> ops, Device device, MachineSpeed speed) {
    List<Cost> costs = ops.stream().map(binding -> Cost.of(binding, device)).toList();
    return new StepLimit(
        speed,
        costs.stream().mapToDouble(cost -> seconds(cost, speed)).sum(),
        costs.stream().reduce(Cost.NONE, Cost::plus));
  }

  private static double seconds(Cost cost, MachineSpeed speed) {
    return Math.max(cost.flops() / speed.flopsPerSecond(), cost.bytes() / speed.bytesPerSecond());
  }
}
