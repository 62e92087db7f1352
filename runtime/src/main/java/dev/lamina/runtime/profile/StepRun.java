package dev.lamina.runtime.profile;

/**
 * One training step, with its transfers.
 *
 * @param start in nanoseconds since the profile began
 * @param nanos how long it took
 */
public record StepRun(long start, long nanos) {}
