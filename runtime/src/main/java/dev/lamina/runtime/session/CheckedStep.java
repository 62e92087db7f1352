package dev.lamina.runtime.session;

import dev.lamina.graph.ir.Space;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.network.LayerSpec;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.network.ParameterSpec;
import dev.lamina.runtime.network.TrainingProgram;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A training step whose every number is looked at: what kernels write, and what the update leaves.
 * The kernels are bound once more, to the same memory.
 */
final class CheckedStep {
  private final FiniteCheck check;
  private final NetworkSpec spec;
  private final TrainingProgram program;
  private final List<Tensor> updated;

  /**
   * Binds the kernels.
   *
   * @param check what is looked for
   * @param network binds a network's kernels as it is told
   */
  CheckedStep(
      FiniteCheck check,
      SessionMemory memory,
      NetworkSpec spec,
      int moments,
      Function<Function<Binding, Kernel>, TrainingProgram> network) {
    this.check = check;
    this.spec = spec;
    program = network.apply(check::bind);
    updated =
        List.of(
            memory.vector(Space.PARAMETER, 0, spec.parameterElements()),
            memory.vector(Space.OPTIMIZER, 0, moments * spec.parameterElements()));
  }

  /** Runs forward and backward; what comes after a number that cannot be held is left out. */
  Optional<NumericFault> differentiate() {
    check.reset();
    program.forward();
    boolean forward = check.first().isPresent();
    program.backward();
    Phase phase = forward ? Phase.FORWARD : Phase.BACKWARD;
    return check
        .first()
        .map(
            found ->
                new NumericFault(
                    found.binding().name(), found.binding().op().mnemonic(), phase, found.value()));
  }

  /**
   * Looks at the parameters and moments after an update.
   *
   * @param named the same by their names: it is found quickly that all are well
   */
  Optional<NumericFault> updated(List<NamedTensors> named) {
    for (int i = 0; i < updated.size(); i++) {
      if (check.beyond(updated.get(i)).isPresent()) {
        return first(named.get(i));
      }
    }
    return Optional.empty();
  }

  private Optional<NumericFault> first(NamedTensors tensors) {
    for (ParameterSpec tensor : tensors.specs()) {
      OptionalDouble value = check.beyond(tensors.doubles(tensor.name()));
      if (value.isPresent()) {
        return Optional.of(
            new NumericFault(
                layerOf(tensor.name()), tensor.name(), Phase.UPDATE, value.getAsDouble()));
      }
    }
    return Optional.empty();
  }

  /** A moment's name ends in its parameter's. */
  private String layerOf(String tensor) {
    return spec.layers().stream()
        .filter(layer -> layer.parameters().stream().anyMatch(p -> isOf(tensor, p)))
        .map(LayerSpec::name)
        .findFirst()
        .orElse(spec.name());
  }

  private static boolean isOf(String tensor, String parameter) {
    return tensor.equals(parameter) || tensor.endsWith("." + parameter);
  }
}
