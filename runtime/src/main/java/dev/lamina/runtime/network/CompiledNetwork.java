package dev.lamina.runtime.network;

import dev.lamina.graph.recipe.Recipe;

/**
 * A network as the annotation processor compiled it. Generated classes implement it beside the
 * declared type, have a public constructor without arguments and are found through {@link
 * java.util.ServiceLoader}.
 */
public interface CompiledNetwork {

  /** Shapes, parameters and planned memory. */
  NetworkSpec spec();

  /** How it is declared to be trained; {@link Recipe#standard} if nothing is said about that. */
  default Recipe recipe() {
    return Recipe.standard();
  }

  /**
   * The kernels of its fused ops in CUDA C, for devices that compile them; empty if it has none.
   */
  default String kernels() {
    return "";
  }

  /** Binds the training graph. */
  TrainingProgram training(Binder binder);

  /** Binds the inference graph. */
  InferenceProgram inference(Binder binder);
}
