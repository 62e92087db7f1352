package dev.lamina.graph.diagnostics;

import dev.lamina.graph.decl.Origin;

/**
 * One error in a declaration.
 *
 * @param message which
 * @param origin where
 * @param text the line that the user sees
 */
public record Diagnostic(Message message, Origin origin, String text) {}
