package dev.lamina.graph.decl;

import dev.lamina.graph.op.ActivationFunction;
import java.util.Optional;

/**
 * A declared activation.
 *
 * @param function which; empty for the network's
 * @param origin where it was written
 */
public record ActivationDecl(Optional<ActivationFunction> function, Origin origin) {}
