package dev.lamina.runtime.log.metrics;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.runtime.weights.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code metrics.jsonl} and {@code metrics.csv}: a line an epoch, appended when the epoch is over,
 * so that a kill loses at most the epoch under way.
 */
public final class MetricsFiles {
  /** The file of JSON lines in a run's folder. */
  public static final String JSON_LINES = "metrics.jsonl";

  private static final String CSV = "metrics.csv";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final List<EpochRow> rows;

  private MetricsFiles(Path folder, List<EpochRow> rows) {
    this.folder = folder;
    this.rows = new ArrayList<>(rows);
  }

  /**
   * Opens the files of a run and forgets whatever they say of epochs that are still to come.
   *
   * @param epochs how many epochs are done: 0 for a new run, which begins with empty files
   */
  public static MetricsFiles open(Path folder, int epochs) throws IOException {
    MetricsFiles files = new MetricsFiles(folder, kept(folder.resolve(JSON_LINES), epochs));
    files.rewrite();
    return files;
  }

  private static List<EpochRow> kept(Path file, int epochs) throws IOException {
    if (epochs == 0 || !Files.exists(file)) {
      return List.of();
    }
    return read(file).stream().filter(row -> row.epoch() <= epochs).toList();
  }

  /**
   * Reads a file of JSON lines, also one that is being written.
   *
   * @return the epochs in order; a line that is no epoch's is passed over
   */
  static List<EpochRow> read(Path file) throws IOException {
    List<EpochRow> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      int done = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).epoch();
      parse(line).filter(row -> row.follows(done)).ifPresent(rows::add);
    }
    return rows;
  }

  /** A line that a kill cut off is no row. */
  private static Optional<EpochRow> parse(String line) {
    try {
      JsonNode json = JSON.readTree(line);
      boolean whole = EpochRow.COLUMNS.stream().allMatch(json::has);
      return whole ? Optional.of(row(json)) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static EpochRow row(JsonNode json) {
    return new EpochRow(
        json.get("epoch").asInt(),
        json.get("lr").asDouble(),
        json.get("train_loss").asDouble(),
        json.get("train_acc").asDouble(),
        json.get("val_loss").asDouble(),
        json.get("val_acc").asDouble(),
        json.get("best").asBoolean(),
        json.get("seconds").asDouble(),
        json.get("images_per_second").asDouble());
  }

  private void rewrite() throws IOException {
    write(JSON_LINES, rows.stream().map(MetricsFiles::json).collect(Collectors.joining()));
    String header = String.join(",", EpochRow.COLUMNS) + "\n";
    write(CSV, header + rows.stream().map(MetricsFiles::csv).collect(Collectors.joining()));
  }

  private void write(String name, String text) throws IOException {
    AtomicFile.write(folder.resolve(name), text);
  }

  /** Writes an epoch's line to both files. */
  public void append(EpochRow row) throws IOException {
    rows.add(row);
    Files.writeString(folder.resolve(JSON_LINES), json(row), CREATE, APPEND);
    Files.writeString(folder.resolve(CSV), csv(row), CREATE, APPEND);
  }

  /** All epochs so far. */
  public List<EpochRow> rows() {
    return List.copyOf(rows);
  }

  private static String json(EpochRow row) {
    return json(row.byColumn()) + "\n";
  }

  private static String json(Map<String, Object> values) {
    try {
      return JSON.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and booleans are always JSON", e);
    }
  }

  private static String csv(EpochRow row) {
    return row.values().stream().map(String::valueOf).collect(Collectors.joining(",")) + "\n";
  }
}
