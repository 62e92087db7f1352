package dev.lamina.runtime.recording;

import dev.lamina.graph.recipe.Recipe;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.network.TrainingProgram;
import java.util.List;

/** What a training step of a network computes, or a batch in inference. */
public final class RecordedStep {
  private RecordedStep() {}

  /**
   * Runs a network's training program once, on memory that does not exist, and takes down which ops
   * ran on which of it.
   *
   * @param recipe its batch size, and what it does with gradients
   * @return forward, loss, backward and update, in the order in which they run
   */
  public static List<Binding> of(CompiledNetwork network, Recipe recipe) {
    NetworkSpec spec = network.spec();
    StepBinder binder = new StepBinder(spec, spec.training(), recipe.batchSize());
    TrainingProgram program = network.training(binder);
    program.forward();
    program.backward();
    binder.update(recipe);
    return binder.ran();
  }

  /**
   * As {@link #of}, of inference.
   *
   * @return forward alone, and not what is done once for all batches
   */
  public static List<Binding> ofInference(CompiledNetwork network, int batchSize) {
    NetworkSpec spec = network.spec();
    StepBinder binder = new StepBinder(spec, spec.inference(), batchSize);
    network.inference(binder).forward();
    return binder.ran();
  }
}
