package dev.lamina.runtime.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The kernels of some steps, with their times.
 *
 * @param steps in order
 * @param runs in the order in which they ran
 */
public record Profile(List<StepRun> steps, List<KernelRun> runs) {
  private static final double MILLIS = 1e-6;

  public Profile {
    steps = List.copyOf(steps);
    runs = List.copyOf(runs);
  }

  /** Mean milliseconds of a step, transfers included. */
  public double stepMillis() {
    return steps.stream().mapToLong(StepRun::nanos).sum() * MILLIS / steps.size();
  }

  /** Every kernel, in the order in which they run. */
  public List<KernelTime> kernels() {
    // By identity of its record: names and ops together are unique in a step.
    Map<ProfiledKernel, List<KernelRun>> byKernel =
        runs.stream()
            .collect(
                Collectors.groupingBy(KernelRun::kernel, LinkedHashMap::new, Collectors.toList()));
    List<KernelTime> times = new ArrayList<>();
    byKernel.forEach((kernel, all) -> times.add(time(kernel, all)));
    return times;
  }

  private KernelTime time(ProfiledKernel kernel, List<KernelRun> all) {
    long nanos = all.stream().mapToLong(KernelRun::nanos).sum();
    return new KernelTime(kernel, all.get(0).phase(), nanos * MILLIS / steps.size());
  }

  /** The kinds of ops, the longest first. */
  public List<TimeShare> byKind() {
    return grouped(ProfiledKernel::kind).stream()
        .sorted(Comparator.comparingDouble(TimeShare::millis).reversed())
        .toList();
  }

  /** The members of the network, in the order in which they run. */
  public List<TimeShare> byMember() {
    return grouped(ProfiledKernel::member);
  }

  private List<TimeShare> grouped(Function<ProfiledKernel, String> name) {
    Map<String, List<KernelTime>> groups =
        kernels().stream()
            .collect(
                Collectors.groupingBy(
                    time -> name.apply(time.kernel()), LinkedHashMap::new, Collectors.toList()));
    return groups.entrySet().stream()
        .map(group -> new TimeShare(group.getKey(), group.getValue()))
        .toList();
  }

  /** The kernels that take the longest, the longest first. */
  public List<KernelTime> slowest(int count) {
    return kernels().stream()
        .sorted(Comparator.comparingDouble(KernelTime::millis).reversed())
        .limit(count)
        .toList();
  }
}
