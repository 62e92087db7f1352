package dev.lamina.runtime.weights.pytorch;

import java.util.ArrayList;
import java.util.List;

/** A tuple of a pickle, taken apart with a check of every part. */
final class PickleArguments {
  private final List<?> values;
  private final PickleInput in;
  private final String what;

  private PickleArguments(List<?> values, PickleInput in, String what) {
    this.values = values;
    this.in = in;
    this.what = what;
  }

  /**
   * Takes a value as a tuple.
   *
   * @param value what should be a tuple
   * @param in the input, to make errors
   * @param what what the tuple is, for errors
   */
  static PickleArguments of(Object value, PickleInput in, String what) {
    if (value instanceof List<?> list) {
      return new PickleArguments(list, in, what);
    }
    throw in.error("has no tuple for " + what);
  }

  int size() {
    return values.size();
  }

  <T> T get(int position, Class<T> type) {
    if (position >= values.size() || !type.isInstance(values.get(position))) {
      throw in.error("has no %s at place %d of %s".formatted(type.getSimpleName(), position, what));
    }
    return type.cast(values.get(position));
  }

  long number(int position) {
    return get(position, Long.class);
  }

  List<Long> numbers(int position) {
    List<?> given = get(position, List.class);
    in.charge(given.size());
    List<Long> numbers = new ArrayList<>(given.size());
    for (Object value : given) {
      if (!(value instanceof Long number)) {
        throw in.error("has something else than integers in " + what);
      }
      numbers.add(number);
    }
    return numbers;
  }
}
