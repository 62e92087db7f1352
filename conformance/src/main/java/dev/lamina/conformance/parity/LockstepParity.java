package dev.lamina.conformance.parity;

import dev.lamina.conformance.lockstep.GradientErrors;
import dev.lamina.conformance.lockstep.Lockstep;
import dev.lamina.conformance.lockstep.StateErrors;
import dev.lamina.conformance.lockstep.TensorErrors;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.network.CompiledNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A reference's steps on a device and on the reference device in lockstep.
 *
 * @param gradients of every step
 * @param states after every step
 * @param kinkEffects by how much the device's branches alone, in double precision, move every
 *     parameter's first gradient from PyTorch's: relative, as {@link ParityErrors#gradients}
 */
public record LockstepParity(
    List<GradientErrors> gradients, List<StateErrors> states, Map<String, Double> kinkEffects) {

  public LockstepParity {
    gradients = List.copyOf(gradients);
    states = List.copyOf(states);
    kinkEffects = Map.copyOf(kinkEffects);
  }

  /**
   * Measures every step, from the reference's weights on its batch.
   *
   * @param network the reference's architecture
   * @param device taken over and closed
   */
  public static LockstepParity measure(
      CompiledNetwork network, Device device, PyTorchReference reference) {
    int batchSize = reference.batchSize();
    try (Lockstep lockstep = Lockstep.open(network, device, batchSize, reference.optimizer())) {
      reference.forEachWeight(lockstep.weights()::set);
      return measure(lockstep, reference);
    }
  }

  private static LockstepParity measure(Lockstep lockstep, PyTorchReference reference) {
    List<GradientErrors> gradients = new ArrayList<>();
    List<StateErrors> states = new ArrayList<>();
    gradients.add(lockstep.differentiate(reference.images(), reference.labels()));
    Map<String, Double> effects = reference.distances("grad.", lockstep.exactGradients()).byName();
    states.add(lockstep.update(reference.learningRate()));
    while (states.size() < reference.values("losses").length) {
      gradients.add(lockstep.differentiate(reference.images(), reference.labels()));
      states.add(lockstep.update(reference.learningRate()));
    }
    return new LockstepParity(gradients, states, effects);
  }

  /** How many branches differ from those of double precision, in all steps together. */
  public int differing() {
    return gradients.stream().mapToInt(errors -> errors.kinks().count()).sum();
  }

  /** What the branches move, then the greatest errors of every step, a line each. */
  @Override
  public String toString() {
    StringBuilder lines = new StringBuilder();
    double moved = new TensorErrors(kinkEffects).greatest();
    lines.append("  branches move gradients by %.1e%n".formatted(moved));
    for (int i = 0; i < states.size(); i++) {
      lines.append("  step %d: %s; %s%n".formatted(i + 1, gradients.get(i), states.get(i)));
    }
    return lines.toString();
  }
}
