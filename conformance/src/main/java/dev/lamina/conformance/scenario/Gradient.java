package dev.lamina.conformance.scenario;

/**
 * What a scenario's backward ops claim: with {@code L = Σ seed · output}, the derivative of L by
 * {@code of} is {@code gradient}.
 *
 * @param of a given operand
 * @param gradient the computed operand of the same shape
 * @param output a computed operand that depends on {@code of}
 * @param seed the given gradient of {@code output}, of the same shape
 */
public record Gradient(Operand of, Operand gradient, Operand output, Operand seed) {}
