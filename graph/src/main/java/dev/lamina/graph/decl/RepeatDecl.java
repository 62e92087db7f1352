package dev.lamina.graph.decl;

/**
 * A declared repetition.
 *
 * @param times how often
 * @param origin where it was written
 */
public record RepeatDecl(int times, Origin origin) {}
