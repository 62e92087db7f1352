package dev.lamina.graph.decl;

/**
 * A declared batch normalisation.
 *
 * @param epsilon added to the variance
 * @param momentum weight of the new batch in the running averages
 * @param origin where it was written
 */
public record BatchNormDecl(double epsilon, double momentum, Origin origin) {}
