package dev.lamina.benchmarks.run;

import dev.lamina.benchmarks.result.ComparisonTable;
import dev.lamina.benchmarks.result.Duel;
import dev.lamina.benchmarks.result.Measurement;
import dev.lamina.benchmarks.result.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * One duel. All sides are started and warmed up one after the other; then they take turns, each
 * while the others wait for their input. Every round begins with another side.
 */
final class Match {
  private final Settings settings;
  private final Duel duel;
  private final Path logs;
  private final Consumer<String> progress;
  private final Map<Worker, Integer> playing = new LinkedHashMap<>();
  private final List<Measurement> over = new ArrayList<>();

  Match(Settings settings, Duel duel, Path logs, Consumer<String> progress) {
    this.settings = settings;
    this.duel = duel;
    this.logs = logs;
    this.progress = progress;
  }

  /** Plays; every contender has its measurement, in their order. */
  List<Measurement> play(List<Contender> contenders) {
    try {
      contenders.forEach(this::enter);
      requireSameNetwork();
      for (int round = 0; round < settings.rounds(); round++) {
        round(round);
      }
      playing.keySet().forEach(worker -> over.add(worker.measurement()));
    } finally {
      playing.keySet().forEach(Match::close);
    }
    List<String> order = contenders.stream().map(Contender::name).toList();
    over.sort((a, b) -> order.indexOf(a.side()) - order.indexOf(b.side()));
    return over;
  }

  private void enter(Contender contender) {
    try {
      Path log =
          logs.resolve(
              "%s-%s-%s.log".formatted(duel.network(), duel.precision(), contender.name()));
      Worker worker = new Worker(duel, contender, furtherStarts(contender, log), log);
      playing.put(worker, 0);
      warmUp(worker);
    } catch (Contender.Skip e) {
      skip(contender.name(), e.getMessage());
    } catch (IOException e) {
      skip(contender.name(), "its process could not be started or talked to: " + e.getMessage());
    }
  }

  /** The seconds to the first steps of processes of Lamina that do nothing else. */
  private List<Double> furtherStarts(Contender contender, Path log) throws IOException {
    List<Double> seconds = List.of();
    int starts = contender.name().equals(ComparisonTable.LAMINA) ? settings.starts() : 1;
    for (int i = 1; i < starts; i++) {
      try (Worker worker = new Worker(duel, contender, seconds, log)) {
        worker.warmUp(1);
        seconds = worker.firstStepSeconds();
      }
    }
    return seconds;
  }

  private void warmUp(Worker worker) throws IOException {
    double seconds = worker.warmUp(settings.warmUp());
    int steps = settings.stepsOfRound(seconds);
    playing.put(worker, steps);
    progress.accept(
        String.format(
            Locale.ROOT,
            "%s, %s: %.0f images/s after warming up, %d steps a round",
            duel,
            worker.side(),
            settings.batchSize() / seconds,
            steps));
  }

  private void skip(String side, String reason) {
    progress.accept("%s, %s: skipped: %s".formatted(duel, side, reason));
    over.add(Measurement.skipped(duel, side, reason));
    List.copyOf(playing.keySet()).stream()
        .filter(worker -> worker.side().equals(side))
        .forEach(
            worker -> {
              playing.remove(worker);
              close(worker);
            });
  }

  /** Who trains another network is no peer. */
  private void requireSameNetwork() {
    playing.keySet().stream()
        .filter(worker -> worker.side().equals(ComparisonTable.LAMINA))
        .findFirst()
        .ifPresent(lamina -> List.copyOf(playing.keySet()).forEach(w -> requireSame(w, lamina)));
  }

  private void requireSame(Worker worker, Worker lamina) {
    long parameters = worker.measurement().parameters();
    long expected = lamina.measurement().parameters();
    OptionalLong work = worker.multiplications();
    if (parameters != expected) {
      skip(
          worker.side(),
          "its network has %d parameters, Lamina's %d".formatted(parameters, expected));
    } else if (work.isPresent() && !work.equals(lamina.multiplications())) {
      skip(
          worker.side(),
          "its network takes %d multiplications an image, Lamina's %d"
              .formatted(work.getAsLong(), lamina.multiplications().orElse(0)));
    }
  }

  private void round(int round) {
    List<Worker> order = new ArrayList<>(playing.keySet());
    Collections.rotate(order, -round);
    for (Worker worker : order) {
      try {
        worker.round(playing.get(worker));
      } catch (Contender.Skip | IOException e) {
        skip(worker.side(), e.getMessage());
      }
    }
    progress.accept("%s: round %d of %d".formatted(duel, round + 1, settings.rounds()) + speeds());
  }

  private String speeds() {
    StringBuilder speeds = new StringBuilder();
    for (Worker worker : playing.keySet()) {
      Measurement sofar = worker.measurement();
      double median = sofar.imagesPerSecond(settings.batchSize()).median();
      speeds.append(String.format(Locale.ROOT, ", %s %.0f", worker.side(), median));
    }
    return speeds.toString();
  }

  private static void close(Worker worker) {
    try {
      worker.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
