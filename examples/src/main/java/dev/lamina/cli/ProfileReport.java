package dev.lamina.cli;

import dev.lamina.runtime.profile.KernelTime;
import dev.lamina.runtime.profile.Profile;
import dev.lamina.runtime.profile.TimeShare;
import dev.lamina.runtime.session.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A profile for people and for programs. */
final class ProfileReport {
  private static final int SLOWEST = 15;
  private static final Set<Integer> NUMBERS_OF_A_SHARE = Set.of(1, 2, 3, 4, 5, 6, 7, 8);
  private static final Set<Integer> NUMBERS_OF_A_KERNEL = Set.of(1, 2, 3, 4);

  private final Profile profile;
  private final List<TimeShare> kinds;
  private final List<TimeShare> members;
  private final double kernelMillis;

  ProfileReport(Profile profile) {
    this.profile = profile;
    kinds = profile.byKind();
    members = profile.byMember();
    kernelMillis = kinds.stream().mapToDouble(TimeShare::millis).sum();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        Terminal.text(
            "profile: mean of %d steps of %.2f ms, %.2f ms of it in kernels",
            profile.steps().size(), profile.stepMillis(), kernelMillis));
    lines.addAll(kinds());
    lines.addAll(members());
    lines.addAll(slowest());
    return lines;
  }

  private List<String> kinds() {
    List<List<String>> rows = new ArrayList<>();
    List<String> header = header("op");
    header.add("implementations");
    rows.add(header);
    for (TimeShare share : kinds) {
      List<String> row = row(share);
      row.add(String.join(", ", share.implementations()));
      rows.add(row);
    }
    return spaced(rows, NUMBERS_OF_A_SHARE);
  }

  private List<String> members() {
    List<List<String>> rows = new ArrayList<>(List.of(header("member")));
    members.forEach(share -> rows.add(row(share)));
    return spaced(rows, NUMBERS_OF_A_SHARE);
  }

  private static List<String> header(String what) {
    List<String> header = new ArrayList<>(List.of(what, "kernels"));
    Arrays.stream(Phase.values()).forEach(phase -> header.add(phase.text()));
    header.addAll(List.of("ms", "%", "GFLOP/s", "GB/s"));
    return header;
  }

  private List<String> row(TimeShare share) {
    List<String> row = new ArrayList<>();
    row.add(share.name());
    row.add(String.valueOf(share.kernels().size()));
    for (Phase phase : Phase.values()) {
      double millis = share.millisIn(phase);
      row.add(millis > 0 ? Terminal.text("%.2f", millis) : "");
    }
    row.add(Terminal.text("%.2f", share.millis()));
    row.add(percent(share.millis()));
    row.add(rate(share.cost().flops(), share.gflopsPerSecond()));
    row.add(rate(share.cost().bytes(), share.gigabytesPerSecond()));
    return row;
  }

  private String percent(double millis) {
    return Terminal.text("%.1f", 100 * millis / kernelMillis);
  }

  private static String rate(long amount, double rate) {
    return amount == 0 ? "" : Terminal.text("%.1f", rate);
  }

  private List<String> slowest() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("slowest kernels", "ms", "%", "GFLOP/s", "GB/s", "op", "implementation"));
    profile.slowest(SLOWEST).forEach(time -> rows.add(row(time)));
    return spaced(rows, NUMBERS_OF_A_KERNEL);
  }

  private List<String> row(KernelTime time) {
    TimeShare alone = new TimeShare(time.kernel().name(), List.of(time));
    return List.of(
        alone.name(),
        Terminal.text("%.2f", time.millis()),
        percent(time.millis()),
        rate(alone.cost().flops(), alone.gflopsPerSecond()),
        rate(alone.cost().bytes(), alone.gigabytesPerSecond()),
        time.kernel().kind(),
        time.kernel().implementation());
  }

  private static List<String> spaced(List<List<String>> rows, Set<Integer> numbers) {
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(Columns.align(rows, numbers));
    return lines;
  }

  /** Adds the profile to a JSON object. */
  void addTo(JsonLine line) {
    line.put("profile_steps", profile.steps().size())
        .put("profile_step_ms", profile.stepMillis())
        .put("profile_kernel_ms", kernelMillis)
        .put("by_op", kinds.stream().map(ProfileReport::json).toList())
        .put("by_member", members.stream().map(ProfileReport::json).toList());
  }

  private static JsonLine json(TimeShare share) {
    JsonLine line = new JsonLine().put("name", share.name());
    for (Phase phase : Phase.values()) {
      line.put(phase.text() + "_ms", share.millisIn(phase));
    }
    return line.put("flop", share.cost().flops())
        .put("bytes", share.cost().bytes())
        .put("implementations", String.join(", ", share.implementations()));
  }
}
