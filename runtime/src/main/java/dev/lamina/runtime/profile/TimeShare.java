package dev.lamina.runtime.profile;

import dev.lamina.runtime.session.Phase;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a group of kernels takes of a step.
 *
 * @param name of the group
 * @param kernels those in it
 */
public record TimeShare(String name, List<KernelTime> kernels) {

  public TimeShare {
    kernels = List.copyOf(kernels);
  }

  /** Milliseconds of a step. */
  public double millis() {
    return kernels.stream().mapToDouble(KernelTime::millis).sum();
  }

  /** Milliseconds of one phase of a step. */
  public double millisIn(Phase phase) {
    return kernels.stream()
        .filter(kernel -> kernel.phase() == phase)
        .mapToDouble(KernelTime::millis)
        .sum();
  }

  /** What all of them cannot do without. */
  public Cost cost() {
    return kernels.stream().map(time -> time.kernel().cost()).reduce(Cost.NONE, Cost::plus);
  }

  /** 10⁹ multiplications and additions a second. */
  public double gflopsPerSecond() {
    return cost().flops() * 1e-6 / millis();
  }

  /** 10⁹ bytes a second, if each is read or written once. */
  public double gigabytesPerSecond() {
    return cost().bytes() * 1e-6 / millis();
  }

  /** The implementations that ran, in the order of their first kernels. */
  public List<String> implementations() {
    return kernels.stream()
        .flatMap(time -> Stream.of(time.kernel().implementation().split(", ", -1)))
        .distinct()
        .toList();
  }
}
