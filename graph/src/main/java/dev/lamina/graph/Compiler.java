package dev.lamina.graph;

import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.differentiate.Differentiation;
import dev.lamina.graph.ir.InferenceGraph;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.ShapedGraph;
import dev.lamina.graph.ir.TrainingGraph;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.optimise.InferenceForm;
import dev.lamina.graph.optimise.Optimiser;
import dev.lamina.graph.plan.ArenaLayout;
import dev.lamina.graph.plan.MemoryPlan;
import dev.lamina.graph.plan.MemoryPlanner;
import dev.lamina.graph.plan.PlanVerifier;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.shape.ShapeInference;
import dev.lamina.graph.text.GraphText;
import dev.lamina.graph.tree.NetworkTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The passes between the front end and the emitter, in order. */
public final class Compiler {

  private final Set<String> switchedOff;
  private final StageListener listener;

  /**
   * A compiler.
   *
   * @param switchedOff names of rewrites that are not to be applied, of {@link Optimiser#names}
   * @param listener gets the text of every stage
   */
  public Compiler(Set<String> switchedOff, StageListener listener) {
    this.switchedOff = Set.copyOf(switchedOff);
    this.listener = listener;
  }

  /** Compiles a network; empty if it is wrong, and then something was reported. */
  public Optional<PlannedNetwork> compile(NetworkTree tree, Diagnostics diagnostics) {
    return ShapeInference.infer(tree, diagnostics).map(this::compile);
  }

  private PlannedNetwork compile(ShapedGraph shaped) {
    listener.on(Stage.SHAPED, () -> GraphText.of(shaped));
    ShapedGraph model = Optimiser.optimise(shaped, switchedOff);
    listener.on(Stage.OPTIMISED, () -> GraphText.of(model));
    ShapedGraph merged = Optimiser.mergeForTraining(model, switchedOff);
    TrainingGraph training =
        Optimiser.optimise(Differentiation.differentiate(merged, 0), switchedOff);
    listener.on(Stage.TRAINING, () -> GraphText.of(training));
    InferenceGraph inference = Optimiser.optimise(InferenceForm.of(model), switchedOff);
    listener.on(Stage.INFERENCE, () -> GraphText.of(inference));
    PlannedNetwork planned = plan(model, training, inference);
    listener.on(Stage.PLAN, () -> GraphText.of(planned));
    return planned;
  }

  private static PlannedNetwork plan(
      ShapedGraph model, TrainingGraph training, InferenceGraph inference) {
    MemoryPlan trainingPlan = planAndVerify(training.order(), training.keepUntil());
    MemoryPlan inferencePlan = plan(inference);
    return new PlannedNetwork(
        model,
        training,
        trainingPlan,
        inference,
        inferencePlan,
        ArenaLayout.of(model.parameters(), training.model().joined().values()),
        ArenaLayout.of(model.states(), training.model().joined().values()));
  }

  private static MemoryPlan plan(InferenceGraph inference) {
    List<Node> steps =
        Stream.concat(inference.folds().stream(), inference.nodes().stream()).toList();
    Map<Value, Integer> keepUntil = new HashMap<>();
    keepUntil.put(inference.logits(), steps.size() - 1);
    // Folded once, they are read by every batch.
    inference.folds().stream()
        .flatMap(fold -> fold.outputs().stream())
        .forEach(value -> keepUntil.put(value, steps.size() - 1));
    return planAndVerify(steps, keepUntil);
  }

  private static MemoryPlan planAndVerify(List<Node> order, Map<Value, Integer> keepUntil) {
    MemoryPlan plan = MemoryPlanner.plan(order, keepUntil);
    PlanVerifier.verify(order, keepUntil, plan);
    return plan;
  }
}
