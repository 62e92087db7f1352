package dev.lamina.runtime.weights.pytorch;

import dev.lamina.runtime.weights.DType;
import dev.lamina.runtime.weights.Untrusted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a pickle's calls mean here: each builds a value of ours. */
final class PickleCalls {
  private PickleCalls() {}

  /** Returns the value that a call of a known name makes. */
  static Object call(PickleGlobal function, Object arguments, PickleInput in) {
    PickleArguments tuple = PickleArguments.of(arguments, in, "the arguments of " + function);
    return switch (function) {
      case ORDERED_DICT -> orderedDict(tuple, in);
      case SIZE -> List.copyOf(tuple.numbers(0));
      case REBUILD_TENSOR -> tensor(tuple);
      case REBUILD_PARAMETER -> tuple.get(0, TensorReference.class);
      default -> throw in.error("calls " + function + ", which is no function");
    };
  }

  private static Object orderedDict(PickleArguments arguments, PickleInput in) {
    Map<Object, Object> dict = new LinkedHashMap<>();
    if (arguments.size() == 0) {
      return dict;
    }
    List<?> items = arguments.get(0, List.class);
    in.charge(items.size());
    List<Object> flat = new ArrayList<>();
    for (Object item : items) {
      PickleArguments pair = PickleArguments.of(item, in, "an item of an OrderedDict");
      flat.add(pair.get(0, Object.class));
      flat.add(pair.get(1, Object.class));
    }
    putAll(dict, flat, in);
    return dict;
  }

  private static TensorReference tensor(PickleArguments arguments) {
    return new TensorReference(
        arguments.get(0, StorageReference.class),
        arguments.number(1),
        arguments.numbers(2),
        arguments.numbers(3));
  }

  /** Returns the storage that a persistent id names: ("storage", class, key, device, elements). */
  static StorageReference storage(Object id, PickleInput in) {
    PickleArguments parts = PickleArguments.of(id, in, "a storage");
    if (!parts.get(0, String.class).equals("storage")) {
      throw in.error("refers to an object outside that is no storage");
    }
    if (parts.size() > 5 && !parts.get(5, Object.class).equals(Optional.empty())) {
      throw in.error("refers to a view of a storage, as only PyTorch before 0.4 wrote");
    }
    DType type =
        parts
            .get(1, PickleGlobal.class)
            .elements()
            .orElseThrow(() -> in.error("has a storage without element type"));
    return new StorageReference(
        Untrusted.printable(parts.get(2, String.class)), type, parts.number(4));
  }

  /**
   * Puts keys and values, one after the other in a flat list, into a dict of the machine. Only
   * plain keys are let in: hashing a container could recurse without end.
   */
  @SuppressWarnings("unchecked")
  static void putAll(Object dict, List<Object> flat, PickleInput in) {
    if (flat.size() % 2 != 0) {
      throw in.error("sets an item without value");
    }
    Map<Object, Object> map = (Map<Object, Object>) dict;
    for (int i = 0; i < flat.size(); i += 2) {
      Object key = flat.get(i);
      if (!(key instanceof String || key instanceof Number || key instanceof Boolean)) {
        throw in.error("has a dict key that is neither text nor number");
      }
      map.put(key, flat.get(i + 1));
    }
  }
}
