package dev.lamina.graph.build;

import dev.lamina.graph.op.ActivationFunction;
import java.util.Optional;

/**
 * What members take from their network.
 *
 * @param activation the function of layers that name none
 * @param classes the units of linear layers that state none
 */
record Defaults(ActivationFunction activation, int classes) {

  ActivationFunction activationOr(Optional<ActivationFunction> written) {
    return written.orElse(activation);
  }
}
