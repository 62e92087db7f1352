package dev.lamina.runtime.log.metrics;

import dev.lamina.runtime.UserError;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run's metrics say so far.
 *
 * @param name of the run: its folder's
 * @param file where they were read
 * @param rows the epochs, at least one
 */
public record RunMetrics(String name, Path file, List<EpochRow> rows) {
  private static final Path RUNS = Path.of("runs");

  public RunMetrics {
    rows = List.copyOf(rows);
  }

  /**
   * Reads the metrics of runs, also of those under way. Runs in folders of the same name are called
   * by their whole paths.
   *
   * @param places for each run its folder, its {@code metrics.jsonl}, or the name of a folder in
   *     {@code runs}; a folder of runs stands for all in it that have an epoch
   * @throws UserError if there is none in one of the places; the message says what was looked for
   */
  public static List<RunMetrics> read(List<Path> places) {
    List<RunMetrics> runs = new ArrayList<>();
    places.forEach(place -> runs.addAll(at(place)));
    return runs.stream().map(run -> run.namedApart(runs)).toList();
  }

  private static List<RunMetrics> at(Path place) {
    List<Path> files = files(place);
    List<RunMetrics> runs = files.stream().flatMap(file -> read(file).stream()).toList();
    if (runs.isEmpty()) {
      throw new UserError(
          "%s has no epoch yet; a line comes whenever one is over, so look again later"
              .formatted(files.get(0)));
    }
    return runs;
  }

  private static List<Path> files(Path place) {
    Path found = Files.exists(place) ? place : RUNS.resolve(place);
    if (!Files.exists(found)) {
      throw new UserError(
          "there is no run %s: neither %s nor %s is there; give the folder that 'train' wrote to"
              .formatted(place, place, found));
    }
    List<Path> files = Files.isDirectory(found) ? inFolder(found) : List.of(found);
    if (files.isEmpty()) {
      throw new UserError(
          "%s is no run's folder: neither it nor a folder in it has a %s"
              .formatted(found, MetricsFiles.JSON_LINES));
    }
    return files;
  }

  private static List<Path> inFolder(Path folder) {
    Path own = folder.resolve(MetricsFiles.JSON_LINES);
    if (Files.exists(own)) {
      return List.of(own);
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .map(run -> run.resolve(MetricsFiles.JSON_LINES))
          .filter(Files::exists)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  /** The metrics in a file, if it has an epoch. */
  private static Optional<RunMetrics> read(Path file) {
    try {
      List<EpochRow> rows = MetricsFiles.read(file);
      if (rows.isEmpty() && Files.size(file) > 0) {
        throw notMetrics(file);
      }
      return rows.isEmpty()
          ? Optional.empty()
          : Optional.of(new RunMetrics(folderName(file), file, rows));
    } catch (MalformedInputException e) {
      throw notMetrics(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static String folderName(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    return Optional.ofNullable(folder.getFileName()).orElse(folder).toString();
  }

  private static UserError notMetrics(Path file) {
    return new UserError(
        "%s holds no epoch's metrics; give the %s of a training run"
            .formatted(file, MetricsFiles.JSON_LINES));
  }

  private static UserError unreadable(Path path, IOException e) {
    return new UserError("cannot read %s (%s); check its permissions".formatted(path, e), e);
  }

  private RunMetrics namedApart(List<RunMetrics> runs) {
    long same = runs.stream().filter(run -> run.name.equals(name)).count();
    Path folder = file.toAbsolutePath().getParent();
    return same > 1 ? new RunMetrics(folder.toString(), file, rows) : this;
  }

  /** The epoch whose weights are kept: the last that was better than all before it. */
  public EpochRow best() {
    return rows.stream().filter(EpochRow::best).reduce((one, later) -> later).orElse(last());
  }

  /** The latest epoch. */
  public EpochRow last() {
    return rows.get(rows.size() - 1);
  }

  /** Training images by the time that the steps took, over all epochs. */
  public double imagesPerSecond() {
    double images = rows.stream().mapToDouble(row -> row.imagesPerSecond() * row.seconds()).sum();
    return images / rows.stream().mapToDouble(EpochRow::seconds).sum();
  }
}
