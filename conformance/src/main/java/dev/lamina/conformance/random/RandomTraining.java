package dev.lamina.conformance.random;

import dev.lamina.graph.decl.TrainingDecl;
import dev.lamina.graph.recipe.AugmentationKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Draws how a network is trained: some attributes are written, the others have their defaults. */
final class RandomTraining {

  private final Dice dice;
  private final Set<String> written = new HashSet<>();

  private RandomTraining(Dice dice) {
    this.dice = dice;
  }

  static TrainingDecl of(Dice dice, Spot origin) {
    return new RandomTraining(dice).draw(origin);
  }

  private TrainingDecl draw(Spot origin) {
    return new TrainingDecl(
        any("optimizer", TrainingDecl.Optimizer.SGD, TrainingDecl.Optimizer::values),
        real("learningRate", 0, () -> 0.05),
        real("momentum", 0.9, () -> 0.5),
        any("nesterov", false, () -> new Boolean[] {true, false}),
        real("beta1", 0.9, () -> 0.8),
        real("beta2", 0.999, () -> 0.9),
        real("epsilon", 1e-8, () -> 1e-6),
        real("weightDecay", 1e-4, () -> 0),
        any("schedule", TrainingDecl.Schedule.MULTI_STEP, TrainingDecl.Schedule::values),
        milestones(),
        real("gamma", 0.1, () -> 0.5),
        real("minimumLearningRate", 0, () -> 1e-3),
        integer("warmupEpochs", 0, () -> 2),
        integer("epochs", 180, () -> 30),
        integer("batchSize", 128, () -> 32),
        any("augment", AugmentationKind.FLIP_AND_RESIZED_CROP, AugmentationKind::values),
        real("labelSmoothing", 0, () -> 0.1),
        real("clipNorm", 0, () -> 5),
        real("averageDecay", 0, () -> 0.99),
        written,
        origin);
  }

  private boolean writes(String attribute) {
    boolean writes = dice.chance(0.15);
    if (writes) {
      written.add(attribute);
    }
    return writes;
  }

  private <T> T any(String attribute, T usual, Supplier<T[]> values) {
    return writes(attribute) ? dice.pick(values.get()) : usual;
  }

  private double real(String attribute, double usual, DoubleSupplier sensible) {
    return writes(attribute) ? dice.number(sensible) : usual;
  }

  private int integer(String attribute, int usual, IntSupplier sensible) {
    return writes(attribute) ? dice.integer(sensible) : usual;
  }

  private List<Integer> milestones() {
    if (!writes("milestones")) {
      return List.of();
    }
    return dice.chance(0.7)
        ? List.of(10, 20)
        : List.of(dice.integer(() -> 5), dice.integer(() -> 7));
  }
}
