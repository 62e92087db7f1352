package dev.lamina.benchmarks.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A transcript as one JSON object for programs: the conditions, and for each duel its sides, the
 * ratios to the best peer, and those to each.
 */
public final class ComparisonJson {
  private final Transcript transcript;
  private final Settings settings;

  /** The JSON of what is over so far. */
  public ComparisonJson(Transcript transcript) {
    this.transcript = transcript;
    settings = transcript.conditions().settings();
  }

  /** On several lines. */
  public String text() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("conditions", transcript.conditions());
    ComparisonTable table = new ComparisonTable(transcript);
    List<Object> duels = new ArrayList<>();
    settings
        .precisions()
        .forEach(precision -> table.rows(precision).forEach(row -> duels.add(duel(row))));
    all.put("duels", duels);
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text and numbers are always JSON", e);
    }
  }

  private Map<String, Object> duel(DuelRow row) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("network", row.duel().network());
    members.put("precision", row.duel().precision());
    row.bestPeer().ifPresent(peer -> members.put("best_peer", peer.side()));
    row.ratioTo(row.bestPeer()).ifPresent(ratio -> members.put("ratio", ratio));
    row.memoryTo(row.bestPeer()).ifPresent(ratio -> members.put("memory_ratio", ratio));
    members.put("sides", row.sides().stream().map(side -> side(row, side)).toList());
    return members;
  }

  private Map<String, Object> side(DuelRow row, Measurement side) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", side.side());
    if (!side.measured()) {
      members.put("skipped", side.skipped());
      return members;
    }
    members.put("library", side.library());
    members.put("parameters", side.parameters());
    members.put("images_per_second", side.imagesPerSecond(settings.batchSize()));
    members.put("update_part", side.updatePart());
    members.put("first_step_seconds", side.firstStep());
    members.put("starts", side.firstStepSeconds().size());
    members.put("peak_bytes", side.peakBytes());
    if (!side.side().equals(ComparisonTable.LAMINA)) {
      row.ratioTo(Optional.of(side)).ifPresent(ratio -> members.put("lamina_ratio", ratio));
      row.memoryTo(Optional.of(side)).ifPresent(part -> members.put("lamina_memory_ratio", part));
    }
    return members;
  }
}
