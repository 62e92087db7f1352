package dev.lamina.runtime.profile;

import dev.lamina.runtime.session.Phase;

/**
 * What a kernel takes of a step.
 *
 * @param kernel which
 * @param phase of the step
 * @param millis the mean over the steps
 */
public record KernelTime(ProfiledKernel kernel, Phase phase, double millis) {}
