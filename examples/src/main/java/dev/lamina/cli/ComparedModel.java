package dev.lamina.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A row of the table that compares models. Accuracies are fractions, 0 to 1.
 *
 * @param model name
 * @param parameters trainable numbers
 * @param validation accuracy
 * @param test accuracy
 * @param trained whether it was trained now, rather than found
 * @param weights their file
 */
record ComparedModel(
    String model, long parameters, double validation, double test, boolean trained, Path weights) {
  static final List<String> HEADER =
      List.of("model", "parameters", "validation", "published", "test", "published");

  /** Its cells; accuracies in percent. */
  List<String> row() {
    return List.of(
        model,
        Terminal.text("%,d", parameters),
        percent(validation),
        published(PublishedAccuracy::validation),
        percent(test),
        published(PublishedAccuracy::test));
  }

  private static String percent(double fraction) {
    return Terminal.text("%.2f", 100 * fraction);
  }

  private String published(ToDoubleFunction<PublishedAccuracy> which) {
    return PublishedAccuracy.of(model).map(known -> percent(which.applyAsDouble(known))).orElse("");
  }

  JsonLine json() {
    JsonLine line =
        new JsonLine()
            .put("model", model)
            .put("parameters", parameters)
            .put("val_acc", validation)
            .put("test_acc", test);
    Optional<PublishedAccuracy> published = PublishedAccuracy.of(model);
    published.ifPresent(
        known ->
            line.put("published_val_acc", known.validation())
                .put("published_test_acc", known.test()));
    return line.put("trained_now", trained).put("weights", weights.toString());
  }
}
