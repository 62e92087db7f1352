package dev.lamina.runtime.training;

import dev.lamina.graph.op.AdamW;
import dev.lamina.graph.recipe.CosineSchedule;
import dev.lamina.graph.recipe.Recipe;
import dev.lamina.runtime.device.Precision;
import java.util.List;
import java.util.OptionalInt;

/** What states of runs say, for tests elsewhere. */
public final class StateSamples {

  private StateSamples() {}

  /** Two runs' states as JSON. */
  public static List<String> json() {
    Recipe adam = Recipe.of(new AdamW(0.9, 0.999, 1e-8, 1e-4), 1e-3);
    return List.of(
        RunStateJson.write(state(Recipe.standard())),
        RunStateJson.write(state(adam.withSchedule(new CosineSchedule(0)))));
  }

  static RunState state(Recipe recipe) {
    return new RunState(
        "Net",
        recipe,
        42,
        OptionalInt.of(100),
        Precision.FLOAT32,
        100,
        "1a2b3c4d",
        5,
        List.of(new EpochResult(0, 0.1, 2.1, 0.25, 2.0, 0.3, true, 12.5)),
        new PartialEpoch(4, 64, 20, 120.5, 3.25));
  }
}
