package dev.lamina.runtime.weights;

import static dev.lamina.runtime.weights.SafeTensors.damaged;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.lamina.runtime.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON header of a safetensors file, read as a stream of tokens: the header is not trusted, and
 * a tree of it could take many times its size.
 *
 * @param entries the tensors in the header's order
 * @param metadata free text by key
 */
record SafeTensorsHeader(List<Entry> entries, Map<String, String> metadata) {
  private static final String METADATA = "__metadata__";
  private static final int ALIGNMENT = 8;
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * One tensor of the header.
   *
   * @param name its name
   * @param type its element type
   * @param shape its dimensions
   * @param begin where its bytes begin, from the end of the header
   * @param end where they end
   */
  record Entry(String name, DType type, List<Integer> shape, long begin, long end) {
    int byteCount() {
      return Math.toIntExact(end - begin);
    }
  }

  /** Parses a header. */
  static SafeTensorsHeader parse(byte[] header, String file) {
    try (JsonParser json = JSON.createParser(header)) {
      SafeTensorsHeader result = new SafeTensorsHeader(new ArrayList<>(), new LinkedHashMap<>());
      expect(json.nextToken(), JsonToken.START_OBJECT, file);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        result.readMember(json, file);
      }
      if (json.nextToken() != null) {
        throw damaged(file, "something follows the header's object");
      }
      return result;
    } catch (IOException e) {
      throw new UserError(damaged(file, "its header is not JSON").getMessage(), e);
    }
  }

  private static void expect(JsonToken found, JsonToken expected, String file) {
    if (found != expected) {
      throw damaged(file, "its header has %s where %s belongs".formatted(found, expected));
    }
  }

  private void readMember(JsonParser json, String file) throws IOException {
    String name = json.currentName();
    expect(json.nextToken(), JsonToken.START_OBJECT, file);
    if (name.equals(METADATA)) {
      readMetadata(json, file);
    } else {
      entries.add(new EntryReader(json, name, file).read());
    }
  }

  private void readMetadata(JsonParser json, String file) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      expect(json.nextToken(), JsonToken.VALUE_STRING, file);
      metadata.put(key, json.getText());
    }
  }

  /**
   * Checks that the tensors cover the data exactly, without gaps or overlaps.
   *
   * @param dataBytes how many bytes follow the header
   */
  void checkPlaces(long dataBytes, String file) {
    long covered = 0;
    List<Entry> byPlace =
        entries.stream()
            .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
            .toList();
    for (Entry entry : byPlace) {
      if (entry.begin() != covered) {
        throw damaged(
            file,
            "tensor %s begins at %d, expected %d"
                .formatted(Untrusted.printable(entry.name()), entry.begin(), covered));
      }
      covered = entry.end();
    }
    if (covered != dataBytes) {
      throw damaged(file, "its tensors take %d bytes, it has %d".formatted(covered, dataBytes));
    }
  }

  /** Writes the header of tensors that lie one after another, padded with spaces to 8 bytes. */
  static byte[] write(List<Map.Entry<String, Tensor>> tensors, Map<String, String> metadata)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        writeMetadata(json, metadata);
      }
      long begin = 0;
      for (Map.Entry<String, Tensor> entry : tensors) {
        writeEntry(json, entry.getKey(), entry.getValue(), begin);
        begin += entry.getValue().bytes().limit();
      }
      json.writeEndObject();
    }
    return padded(bytes.toByteArray());
  }

  private static byte[] padded(byte[] header) {
    int length = (header.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] padded = Arrays.copyOf(header, length);
    Arrays.fill(padded, header.length, length, (byte) ' ');
    return padded;
  }

  private static void writeMetadata(JsonGenerator json, Map<String, String> metadata)
      throws IOException {
    json.writeObjectFieldStart(METADATA);
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  private static void writeEntry(JsonGenerator json, String name, Tensor tensor, long begin)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("dtype", tensor.type().name());
    json.writeArrayFieldStart("shape");
    for (int dimension : tensor.shape()) {
      json.writeNumber(dimension);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("data_offsets");
    json.writeNumber(begin);
    json.writeNumber(begin + tensor.bytes().limit());
    json.writeEndArray();
    json.writeEndObject();
  }
}
