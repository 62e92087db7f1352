package dev.lamina.processor.emit;

import com.squareup.javapoet.ClassName;

/** The classes that generated code calls and this module does not depend on. */
final class RuntimeTypes {

  private static final String NETWORK = "dev.lamina.runtime.network";
  private static final String DEVICE = "dev.lamina.runtime.device";

  static final ClassName ARENA_SIZES = ClassName.get(NETWORK, "ArenaSizes");
  static final ClassName BINDER = ClassName.get(NETWORK, "Binder");
  static final ClassName COMPILED_NETWORK = ClassName.get(NETWORK, "CompiledNetwork");
  static final ClassName INFERENCE_PROGRAM = ClassName.get(NETWORK, "InferenceProgram");
  static final ClassName KERNEL_RESOURCE = ClassName.get(NETWORK, "KernelResource");
  static final ClassName LAYER_HANDLE = ClassName.get(NETWORK, "LayerHandle");
  static final ClassName NETWORK_SPEC = ClassName.get(NETWORK, "NetworkSpec");
  static final ClassName SPEC_BUILDER = NETWORK_SPEC.nestedClass("Builder");
  static final ClassName TRAINING_PROGRAM = ClassName.get(NETWORK, "TrainingProgram");
  static final ClassName KERNEL = ClassName.get(DEVICE, "Kernel");
  static final ClassName TENSOR = ClassName.get(DEVICE, "Tensor");

  private RuntimeTypes() {}
}
