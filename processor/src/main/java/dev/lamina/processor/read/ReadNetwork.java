package dev.lamina.processor.read;

import dev.lamina.graph.decl.ModelDecl;
import java.util.Optional;

/**
 * What could be read of a network.
 *
 * @param model with the members that have no errors
 * @param readable whether {@code javac} has no errors of its own in the declaration; if it has, the
 *     model is incomplete although nothing was reported
 */
public record ReadNetwork(Optional<ModelDecl> model, boolean readable) {}
