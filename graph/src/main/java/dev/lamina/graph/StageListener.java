package dev.lamina.graph;

import java.util.function.Supplier;

/** Is told of every stage of a compilation. */
@FunctionalInterface
public interface StageListener {

  /** A stage was reached; {@code text} is its stable text form, made only if asked for. */
  void on(Stage stage, Supplier<String> text);

  /** Ignores all stages. */
  static StageListener none() {
    return (stage, text) -> {};
  }
}
