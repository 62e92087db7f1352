package dev.lamina.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One JSON object on one line, with its members in the order of the calls. */
final class JsonLine {
  private static final int DECIMALS = 6;

  private final Map<String, Object> members = new LinkedHashMap<>();

  /** An object of text, numbers and booleans as they are. */
  static JsonLine of(Map<String, Object> members) {
    JsonLine line = new JsonLine();
    line.members.putAll(members);
    return line;
  }

  JsonLine put(String name, String value) {
    members.put(name, value);
    return this;
  }

  JsonLine put(String name, long value) {
    members.put(name, value);
    return this;
  }

  JsonLine put(String name, boolean value) {
    members.put(name, value);
    return this;
  }

  /** A number with {@value #DECIMALS} decimals. */
  JsonLine put(String name, double value) {
    members.put(name, BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN));
    return this;
  }

  /** An array of objects. */
  JsonLine put(String name, List<JsonLine> values) {
    members.put(name, values.stream().map(value -> value.members).toList());
    return this;
  }

  @Override
  public String toString() {
    try {
      return new ObjectMapper().writeValueAsString(members);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text and numbers are always JSON", e);
    }
  }
}
