package dev.lamina.runtime.log.tensorboard;

import java.util.List;
import java.util.Map;

/**
 * A run's settings and the names of its results, as TensorBoard's table of hyper-parameters wants
 * them. Field numbers are those of the plugin's {@code api.proto} and {@code plugin_data.proto}.
 *
 * @param settings numbers, booleans, anything else as text
 * @param metrics tags of scalars
 */
public record HyperParameters(Map<String, Object> settings, List<String> metrics) {
  private static final String TAG = "_hparams_/";
  private static final int FLOAT = 1;
  private static final int SUCCESS = 1;

  /** The types of values, with the number of the plugin's enum and the field that holds one. */
  private enum Type {
    TEXT(1, 3),
    BOOLEAN(2, 4),
    NUMBER(3, 2);

    private final int number;
    private final int field;

    Type(int number, int field) {
      this.number = number;
      this.field = field;
    }

    static Type of(Object value) {
      if (value instanceof Boolean) {
        return BOOLEAN;
      }
      return value instanceof Number ? NUMBER : TEXT;
    }
  }

  /** Which hyper-parameters and metrics there are. */
  ProtoMessage experiment() {
    ProtoMessage experiment = new ProtoMessage();
    settings.forEach(
        (name, value) ->
            experiment.message(
                4, new ProtoMessage().text(1, name).integer(4, Type.of(value).number)));
    for (String metric : metrics) {
      ProtoMessage name = new ProtoMessage().text(2, metric);
      experiment.message(5, new ProtoMessage().message(1, name));
    }
    return summary("experiment", 2, experiment);
  }

  /** This run's values. */
  ProtoMessage start(double seconds) {
    ProtoMessage start = new ProtoMessage();
    settings.forEach((name, value) -> start.entry(1, name, value(value)));
    return summary("session_start_info", 3, start.float64(5, seconds));
  }

  /** That the run came to its end. */
  static ProtoMessage end(double seconds) {
    ProtoMessage end = new ProtoMessage().integer(1, SUCCESS).float64(2, seconds);
    return summary("session_end_info", 4, end);
  }

  private static ProtoMessage value(Object value) {
    Type type = Type.of(value);
    return switch (type) {
      case NUMBER -> new ProtoMessage().float64(type.field, ((Number) value).doubleValue());
      case BOOLEAN -> new ProtoMessage().integer(type.field, (Boolean) value ? 1 : 0);
      case TEXT -> new ProtoMessage().text(type.field, String.valueOf(value));
    };
  }

  /** The plugin keeps everything in the metadata; the tensor beside it is an empty vector. */
  private static ProtoMessage summary(String tag, int field, ProtoMessage data) {
    ProtoMessage plugin =
        new ProtoMessage().text(1, "hparams").message(2, new ProtoMessage().message(field, data));
    ProtoMessage empty = new ProtoMessage().message(2, new ProtoMessage().integer(1, 0));
    ProtoMessage value =
        new ProtoMessage()
            .text(1, TAG + tag)
            .message(8, new ProtoMessage().integer(1, FLOAT).message(2, empty))
            .message(9, new ProtoMessage().message(1, plugin));
    return new ProtoMessage().message(1, value);
  }
}
