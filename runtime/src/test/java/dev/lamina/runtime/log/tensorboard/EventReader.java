package dev.lamina.runtime.log.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads event files and checks every checksum, bit by bit as CRC-32C is defined. */
public final class EventReader {
  private static final int CASTAGNOLI_REVERSED = 0x82f63b78;

  private EventReader() {}

  /** The events of all event files in a folder, in the order of the files' names. */
  public static List<WireMessage> folder(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().contains("tfevents"))
          .sorted()
          .flatMap(file -> file(file).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The events of a file. */
  public static List<WireMessage> file(Path file) {
    try {
      return events(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<WireMessage> events(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<WireMessage> events = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(length);
      assertEquals(masked(crc(length)), in.getInt(), "checksum of a length");
      byte[] data =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      in.get(data);
      assertEquals(masked(crc(data)), in.getInt(), "checksum of a record");
      events.add(new WireMessage(data));
    }
    return events;
  }

  static int crc(byte[] bytes) {
    int crc = ~0;
    for (byte b : bytes) {
      crc ^= b & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 1 ? (crc >>> 1) ^ CASTAGNOLI_REVERSED : crc >>> 1;
      }
    }
    return ~crc;
  }

  private static int masked(int crc) {
    return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
  }

  /** The points of a curve: values by steps. */
  public static Map<Long, Float> curve(List<WireMessage> events, String tag) {
    Map<Long, Float> points = new TreeMap<>();
    for (WireMessage event : events) {
      for (WireMessage value : values(event)) {
        if (value.text(1).equals(tag) && value.has(2)) {
          points.put((Long) event.one(2), (Float) value.one(2));
        }
      }
    }
    return points;
  }

  /** The values of a tag's summaries, in order. */
  public static List<WireMessage> summaries(List<WireMessage> events, String tag) {
    return events.stream()
        .flatMap(event -> values(event).stream())
        .filter(value -> value.text(1).equals(tag))
        .toList();
  }

  private static List<WireMessage> values(WireMessage event) {
    return event.has(5) ? event.message(5).messages(1) : List.of();
  }
}
