package dev.lamina.benchmarks.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.weights.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that was measured, step by step; in a file, one JSON object a line: the conditions,
 * then the measurements.
 *
 * @param conditions those of the whole comparison
 * @param measurements of the duels that are over
 */
public record Transcript(Conditions conditions, List<Measurement> measurements) {
  // Earlier versions wrote one number where there may be several.
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);

  public Transcript {
    measurements = List.copyOf(measurements);
  }

  /**
   * Reads a file.
   *
   * @throws UserError if it is none
   */
  public static Transcript read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      List<Measurement> measurements = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        measurements.add(JSON.readValue(line, Measurement.class));
      }
      return new Transcript(JSON.readValue(lines.get(0), Conditions.class), measurements);
    } catch (IOException | IllegalArgumentException e) {
      throw new UserError(
          "cannot read %s (%s); give the folder of an earlier comparison"
              .formatted(file, reason(e)),
          e);
    }
  }

  /** In one line: Jackson's own messages go on with where it was. */
  private static String reason(Exception e) {
    return e instanceof JsonProcessingException wrong ? wrong.getOriginalMessage() : e.toString();
  }

  /** Writes a file, whole or not at all. */
  public void write(Path file) throws IOException {
    StringBuilder lines = new StringBuilder(line(conditions));
    measurements.forEach(measurement -> lines.append(line(measurement)));
    AtomicFile.write(file, lines.toString());
  }

  private static String line(Object value) {
    try {
      return JSON.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text and numbers are always JSON", e);
    }
  }

  /** With a duel that is over. */
  public Transcript with(List<Measurement> duel) {
    List<Measurement> all = new ArrayList<>(measurements);
    all.addAll(duel);
    return new Transcript(conditions, all);
  }

  /** The sides of a duel; none while it is not over. */
  public List<Measurement> of(Duel duel) {
    return measurements.stream().filter(side -> side.duel().equals(duel)).toList();
  }
}
