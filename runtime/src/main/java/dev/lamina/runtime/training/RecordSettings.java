package dev.lamina.runtime.training;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Records as settings: components under their names in snake case, records inside as maps that also
 * name their kind, constants in lower case, empty optionals left out. What a later version adds to
 * a recipe is therefore written without another word here.
 */
public final class RecordSettings {

  private RecordSettings() {}

  /** The components of a record. */
  public static Map<String, Object> of(Record value) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      plain(read(component, value))
          .ifPresent(plain -> settings.put(snakeCase(component.getName()), plain));
    }
    return settings;
  }

  private static Object read(RecordComponent component, Record value) {
    try {
      return component.getAccessor().invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  /** What YAML can say of a value, empty if there is none. */
  private static Optional<Object> plain(Object value) {
    if (value instanceof OptionalInt number) {
      return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }
    if (value instanceof OptionalDouble number) {
      return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
    }
    if (value instanceof Optional<?> optional) {
      return optional.flatMap(RecordSettings::plain);
    }
    return Optional.of(plainValue(value));
  }

  private static Object plainValue(Object value) {
    if (value instanceof Number || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(RecordSettings::plainValue).toList();
    }
    return value instanceof Record part ? named(part) : value.toString();
  }

  private static Map<String, Object> named(Record value) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("kind", snakeCase(value.getClass().getSimpleName()));
    settings.putAll(of(value));
    return settings;
  }

  /** {@code weightDecay} as {@code weight_decay}, {@code AdamW} as {@code adam_w}. */
  private static String snakeCase(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  /**
   * Settings without maps inside: {@code optimizer.momentum}. The kind of a part stands under the
   * part's own name.
   */
  public static Map<String, Object> flat(Map<String, Object> settings) {
    Map<String, Object> flat = new LinkedHashMap<>();
    settings.forEach((name, value) -> flatten(name, value, flat));
    return flat;
  }

  private static void flatten(String name, Object value, Map<String, Object> flat) {
    if (value instanceof Map<?, ?> part) {
      part.forEach(
          (key, inner) -> flatten(key.equals("kind") ? name : name + "." + key, inner, flat));
    } else {
      flat.put(name, value);
    }
  }
}
