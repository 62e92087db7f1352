package dev.lamina.runtime.log.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the wire format of protocol buffers, without any of the code that writes it. */
public final class WireMessage {
  private final Map<Integer, List<Object>> fields = new HashMap<>();

  /** Reads a whole message. */
  public WireMessage(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long tag = varint(in);
      fields.computeIfAbsent((int) (tag >>> 3), f -> new ArrayList<>()).add(value(in, tag & 7));
    }
  }

  private static Object value(ByteBuffer in, long wireType) {
    if (wireType == 0) {
      return varint(in);
    }
    if (wireType == 1) {
      return in.getDouble();
    }
    if (wireType == 5) {
      return in.getFloat();
    }
    if (wireType != 2) {
      throw new IllegalArgumentException("wire type " + wireType);
    }
    byte[] bytes = new byte[(int) varint(in)];
    in.get(bytes);
    return bytes;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  /** Whether a field is there. */
  public boolean has(int field) {
    return fields.containsKey(field);
  }

  /** All values of a field, in order. */
  public List<Object> all(int field) {
    return fields.getOrDefault(field, List.of());
  }

  /** The one value of a field. */
  public Object one(int field) {
    if (all(field).size() != 1) {
      throw new IllegalArgumentException("field " + field + " in " + fields.keySet());
    }
    return all(field).get(0);
  }

  /** The one value of a field, as text. */
  public String text(int field) {
    return new String((byte[]) one(field), StandardCharsets.UTF_8);
  }

  /** All values of a field, as text. */
  public List<String> texts(int field) {
    return all(field).stream()
        .map(bytes -> new String((byte[]) bytes, StandardCharsets.UTF_8))
        .toList();
  }

  /** The one value of a field, as a message. */
  public WireMessage message(int field) {
    return new WireMessage((byte[]) one(field));
  }

  /** All values of a field, as messages. */
  public List<WireMessage> messages(int field) {
    return all(field).stream().map(bytes -> new WireMessage((byte[]) bytes)).toList();
  }
}
