package dev.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * A trace that was read by the rules of the Trace Event Format: a JSON object, of whose events the
 * metadata come first and all others are complete, with a name, categories, a process, a thread,
 * and a start and a duration in microseconds.
 */
record ChromeTrace(List<JsonNode> metadata, List<JsonNode> spans) {
  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Reads a trace, in which everything must be in order. */
  static ChromeTrace read(Path file) throws IOException {
    JsonNode trace;
    try (JsonParser parser = STRICT.createParser(file.toFile())) {
      trace = parser.readValueAsTree();
      assertNull(parser.nextToken(), "something follows the object");
    }
    assertTrue(Set.of("ms", "ns").contains(trace.get("displayTimeUnit").textValue()));
    assertTrue(trace.get("traceEvents").isArray());
    List<JsonNode> events =
        StreamSupport.stream(trace.get("traceEvents").spliterator(), false).toList();
    long named = events.stream().takeWhile(event -> phase(event).equals("M")).count();
    List<JsonNode> spans = events.stream().skip(named).toList();
    spans.forEach(ChromeTrace::check);
    return new ChromeTrace(events.stream().limit(named).toList(), spans);
  }

  private static String phase(JsonNode event) {
    return event.get("ph").textValue();
  }

  private static void check(JsonNode event) {
    assertEquals("X", phase(event), event::toString);
    assertTrue(!event.get("name").textValue().isEmpty(), event::toString);
    assertTrue(!event.get("cat").textValue().isEmpty(), event::toString);
    assertTrue(event.get("pid").isInt() && event.get("tid").isInt(), event::toString);
    assertTrue(event.get("ts").isNumber() && event.get("ts").asDouble() >= 0, event::toString);
    assertTrue(event.get("dur").isNumber() && event.get("dur").asDouble() >= 0, event::toString);
  }

  /** What the tracing page calls the process and the thread. */
  List<String> names() {
    return metadata.stream()
        .map(event -> event.get("name").textValue() + " " + event.get("args").get("name").asText())
        .toList();
  }

  /** The names of the spans of one category, in order. */
  List<String> names(String category) {
    return spans.stream()
        .filter(span -> span.get("cat").textValue().equals(category))
        .map(span -> span.get("name").textValue())
        .toList();
  }

  /** The spans that are kernels. */
  List<JsonNode> kernels() {
    return spans.stream().filter(span -> span.has("args")).toList();
  }
}
