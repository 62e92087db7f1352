package dev.lamina.runtime.weights;

import static dev.lamina.runtime.weights.SafeTensors.damaged;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lamina.runtime.UserError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads and checks what a safetensors header says of one tensor. */
final class EntryReader {
  private static final int MAX_DIMENSIONS = 64;

  private final JsonParser json;
  private final String name;
  private final String file;
  private Optional<DType> type = Optional.empty();
  private Optional<List<Long>> shape = Optional.empty();
  private Optional<List<Long>> offsets = Optional.empty();

  /** A reader that stands at the start of the tensor's object. */
  EntryReader(JsonParser json, String name, String file) {
    this.json = json;
    this.name = name;
    this.file = file;
  }

  SafeTensorsHeader.Entry read() throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      readField(json.currentName());
    }
    if (type.isEmpty() || shape.isEmpty() || offsets.isEmpty()) {
      throw wrong("lacks its dtype, shape or data_offsets");
    }
    return checked(type.get(), dimensions(shape.get()), offsets.get());
  }

  private void readField(String field) throws IOException {
    json.nextToken();
    switch (field) {
      case "dtype" -> type = Optional.of(type());
      case "shape" -> shape = Optional.of(numbers());
      case "data_offsets" -> offsets = Optional.of(numbers());
      default -> throw wrong("has an unknown field " + Untrusted.printable(field));
    }
  }

  private DType type() throws IOException {
    String text = json.getText();
    return DType.named(text)
        .orElseThrow(
            () ->
                new UserError(
                    "%s: tensor %s has type %s, which is not supported; convert it to one of %s"
                        .formatted(
                            file,
                            Untrusted.printable(name),
                            Untrusted.printable(text),
                            Arrays.toString(DType.values()))));
  }

  private List<Long> numbers() throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw wrong("has something else where a list of numbers belongs");
    }
    List<Long> numbers = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || numbers.size() == MAX_DIMENSIONS) {
        throw wrong("has a list that is not at most %d integers".formatted(MAX_DIMENSIONS));
      }
      numbers.add(json.getLongValue());
    }
    return numbers;
  }

  private List<Integer> dimensions(List<Long> shape) {
    for (long dimension : shape) {
      if (dimension < 0 || dimension > Integer.MAX_VALUE) {
        throw wrong("has the impossible shape " + shape);
      }
    }
    return shape.stream().map(Math::toIntExact).toList();
  }

  private SafeTensorsHeader.Entry checked(DType type, List<Integer> shape, List<Long> offsets) {
    if (offsets.size() != 2 || offsets.get(0) < 0 || offsets.get(1) < offsets.get(0)) {
      throw wrong("has the impossible data_offsets " + offsets);
    }
    long expected = byteCount(type, shape);
    if (offsets.get(1) - offsets.get(0) != expected) {
      throw wrong(
          "of type %s and shape %s needs %d bytes, its data_offsets %s give another number"
              .formatted(type, shape, expected, offsets));
    }
    return new SafeTensorsHeader.Entry(name, type, shape, offsets.get(0), offsets.get(1));
  }

  private long byteCount(DType type, List<Integer> shape) {
    try {
      long bytes = Math.multiplyExact(Tensor.elements(shape), type.bytes());
      if (bytes <= Tensor.MOST_BYTES) {
        return bytes;
      }
    } catch (ArithmeticException e) {
      throw new UserError(tooLarge(type, shape).getMessage(), e);
    }
    throw tooLarge(type, shape);
  }

  private UserError tooLarge(DType type, List<Integer> shape) {
    return wrong("of type %s and shape %s is over 2 GB".formatted(type, shape));
  }

  private UserError wrong(String what) {
    return damaged(file, "tensor %s %s".formatted(Untrusted.printable(name), what));
  }
}
