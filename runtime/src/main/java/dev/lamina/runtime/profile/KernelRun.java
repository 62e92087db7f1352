package dev.lamina.runtime.profile;

import dev.lamina.runtime.session.Phase;

/**
 * One run of a kernel.
 *
 * @param kernel which
 * @param step of the profile, from 0
 * @param phase of the step
 * @param start in nanoseconds since the profile began
 * @param nanos how long it took
 */
public record KernelRun(ProfiledKernel kernel, int step, Phase phase, long start, long nanos) {

  /** Its end, in nanoseconds since the profile began. */
  public long end() {
    return start + nanos;
  }
}
