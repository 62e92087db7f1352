package dev.lamina.runtime.recording;

import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Which value lies where. Planned memory is used again and again, so a place alone does not tell a
 * value: the last one that was written there counts, and what it overlapped is gone.
 */
final class LastWriters {
  private record Entry(Tensor place, RecordedValue value) {}

  private final List<Entry> entries = new ArrayList<>();

  /** Notes that a view now holds a value. */
  void wrote(Tensor place, RecordedValue value) {
    entries.removeIf(entry -> overlap(entry.place(), place));
    entries.add(new Entry(place, value));
  }

  /**
   * What a view holds.
   *
   * @throws IllegalStateException if that is not one whole value
   */
  RecordedValue contents(Tensor place) {
    return entries.stream()
        .filter(entry -> entry.place().equals(place))
        .map(Entry::value)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nothing was written as " + place));
  }

  private static boolean overlap(Tensor a, Tensor b) {
    return a.buffer() == b.buffer()
        && a.offset() < b.offset() + b.elements()
        && b.offset() < a.offset() + a.elements();
  }
}
