package dev.lamina.runtime.network;

/**
 * A network as the annotation processor compiled it. Generated classes implement it beside the
 * declared type, have a public constructor without arguments and are found through {@link
 * java.util.ServiceLoader}.
 */
public interface CompiledNetwork {

  /** Shapes, parameters and planned memory. */
  NetworkSpec spec();

  /** Binds the training graph. */
  TrainingProgram training(Binder binder);

  /** Binds the inference graph. */
  InferenceProgram inference(Binder binder);
}
