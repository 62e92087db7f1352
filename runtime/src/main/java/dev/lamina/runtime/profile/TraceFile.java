package dev.lamina.runtime.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.weights.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A profile as a trace that {@code chrome://tracing} and Perfetto open: in each step its phases, in
 * each phase the network's members, in each member its kernels.
 *
 * <p>The format is the JSON object of Google's Trace Event Format with complete events ({@code X}),
 * whose times are microseconds; what lies within another event is shown below it.
 */
public final class TraceFile {
  private static final double NANOS = 1e3;

  private final Profile profile;
  private final List<Map<String, Object>> events = new ArrayList<>();

  private TraceFile(Profile profile) {
    this.profile = profile;
  }

  /**
   * Writes a trace, atomically.
   *
   * @param name what was profiled
   * @throws UserError if the file cannot be written
   */
  public static void write(Path file, String name, Profile profile) {
    try {
      AtomicFile.write(file, json(name, profile));
    } catch (IOException e) {
      throw new UserError("cannot write %s (%s); give another file".formatted(file, e), e);
    }
  }

  private static String json(String name, Profile profile) throws JsonProcessingException {
    Map<String, Object> trace = new LinkedHashMap<>();
    trace.put("displayTimeUnit", "ms");
    trace.put("traceEvents", new TraceFile(profile).events(name));
    return new ObjectMapper().writeValueAsString(trace);
  }

  private List<Map<String, Object>> events(String name) {
    metadata("process_name", name);
    metadata("thread_name", "kernels");
    for (int step = 0; step < profile.steps().size(); step++) {
      step(step);
    }
    return events;
  }

  private void metadata(String what, String name) {
    events.add(event(what, "M", "args", Map.of("name", name)));
  }

  private void step(int index) {
    StepRun step = profile.steps().get(index);
    span("step " + (index + 1), "step", step.start(), step.start() + step.nanos());
    List<KernelRun> runs = profile.runs().stream().filter(run -> run.step() == index).toList();
    for (List<KernelRun> phase : neighbours(runs, KernelRun::phase)) {
      span(phase.get(0).phase().text(), "phase", phase);
      for (List<KernelRun> member : neighbours(phase, run -> run.kernel().member())) {
        span(member.get(0).kernel().member(), "member", member);
        member.forEach(this::kernel);
      }
    }
  }

  /** Runs one after the other for which something is the same. */
  private static <T> List<List<KernelRun>> neighbours(
      List<KernelRun> runs, Function<KernelRun, T> what) {
    List<List<KernelRun>> groups = new ArrayList<>();
    for (KernelRun run : runs) {
      List<KernelRun> last = groups.isEmpty() ? List.of() : groups.get(groups.size() - 1);
      if (last.isEmpty() || !what.apply(last.get(0)).equals(what.apply(run))) {
        last = new ArrayList<>();
        groups.add(last);
      }
      last.add(run);
    }
    return groups;
  }

  private void span(String name, String category, List<KernelRun> runs) {
    span(name, category, runs.get(0).start(), runs.get(runs.size() - 1).end());
  }

  private Map<String, Object> span(String name, String category, long start, long end) {
    Map<String, Object> event = event(name, "X", "cat", category);
    event.put("ts", (start - profile.steps().get(0).start()) / NANOS);
    event.put("dur", (end - start) / NANOS);
    events.add(event);
    return event;
  }

  private static Map<String, Object> event(String name, String kind, String key, Object value) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("name", name);
    event.put("ph", kind);
    event.put("pid", 1);
    event.put("tid", 1);
    event.put(key, value);
    return event;
  }

  private void kernel(KernelRun run) {
    ProfiledKernel kernel = run.kernel();
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("op", kernel.op().toString());
    about.put("implementation", kernel.implementation());
    about.put("flops", kernel.cost().flops());
    about.put("bytes", kernel.cost().bytes());
    span(kernel.name(), kernel.kind(), run.start(), run.end()).put("args", about);
  }
}
