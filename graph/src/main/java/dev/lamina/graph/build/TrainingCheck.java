package dev.lamina.graph.build;

import dev.lamina.graph.decl.TrainingDecl;
import dev.lamina.graph.decl.TrainingDecl.Optimizer;
import dev.lamina.graph.decl.TrainingDecl.Schedule;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagnostics.Message;
import java.util.List;

/** Checks what a network says about its training. */
final class TrainingCheck {
  private static final String OWNER = "@Training";
  private static final String FROM_0_BELOW_1 = "[0, 1)";
  private static final int MOST_EPOCHS = 1_000_000;

  private final Diagnostics diagnostics;
  private final TrainingDecl training;
  private final Limits limits;

  TrainingCheck(Diagnostics diagnostics, TrainingDecl training) {
    this.diagnostics = diagnostics;
    this.training = training;
    limits = new Limits(diagnostics, OWNER, training.origin());
  }

  /** Reports every number that no run can have, and every attribute without effect. */
  void check() {
    limits.between("epochs", training.epochs(), 1, MOST_EPOCHS);
    limits.between("warmupEpochs", training.warmupEpochs(), 0, MOST_EPOCHS);
    limits.size("batchSize", training.batchSize());
    learningRate();
    optimizer();
    schedule();
    part("labelSmoothing", training.labelSmoothing(), "0.1");
    part("averageDecay", training.averageDecay(), "0.999");
    double norm = training.clipNorm();
    limits.fraction(
        "clipNorm", norm, norm >= 0 && Double.isFinite(norm), "[0, ∞)", "clipNorm = 5.0");
  }

  private void learningRate() {
    double rate = training.learningRate();
    limits.fraction(
        "learningRate",
        rate,
        rate >= TrainingDecl.USUAL && Double.isFinite(rate),
        "(0, ∞)",
        "a positive number, or leave it out for the optimizer's usual one");
  }

  private void optimizer() {
    part("weightDecay", training.weightDecay(), "1.0E-4");
    part("momentum", training.momentum(), "0.9");
    part("beta1", training.beta1(), "0.9");
    part("beta2", training.beta2(), "0.999");
    double epsilon = training.epsilon();
    limits.fraction("epsilon", epsilon, epsilon > 0 && epsilon < 1, "(0, 1)", "epsilon = 1.0E-8");
    boolean sgd = training.optimizer() == Optimizer.SGD;
    idle(
        "optimizer = " + training.optimizer(),
        sgd ? List.of("beta1", "beta2", "epsilon") : List.of("momentum", "nesterov"));
  }

  private void schedule() {
    double gamma = training.gamma();
    limits.fraction("gamma", gamma, gamma > 0 && gamma <= 1, "(0, 1]", "gamma = 0.1");
    part("minimumLearningRate", training.minimumLearningRate(), "0.0");
    boolean steps = training.schedule() == Schedule.MULTI_STEP;
    idle(
        "schedule = " + training.schedule(),
        steps ? List.of("minimumLearningRate") : List.of("milestones", "gamma"));
    milestones();
  }

  private void milestones() {
    int before = 0;
    for (int milestone : training.milestones()) {
      if (milestone <= before) {
        diagnostics.report(
            Message.MILESTONES_NOT_ASCENDING,
            training.origin().attribute("milestones"),
            training.milestones(),
            milestone,
            before);
        return;
      }
      before = milestone;
    }
  }

  private void part(String attribute, double value, String example) {
    limits.fraction(
        attribute, value, value >= 0 && value < 1, FROM_0_BELOW_1, attribute + " = " + example);
  }

  private void idle(String reason, List<String> attributes) {
    for (String attribute : attributes) {
      if (training.written().contains(attribute)) {
        diagnostics.report(
            Message.TRAINING_WITHOUT_EFFECT,
            training.origin().attribute(attribute),
            attribute,
            reason);
      }
    }
  }
}
