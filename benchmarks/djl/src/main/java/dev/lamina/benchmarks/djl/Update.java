package dev.lamina.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Set;

/** The optimizers of the recipes, by the native updates that DJL's optimizers call too. */
abstract class Update {
  private static final Set<String> ADAMW = Set.of("GoogleNet", "DenseNet");
  private static final float LEARNING_RATE = 1e-3f;
  private static final float WEIGHT_DECAY = 1e-4f;
  private static final float RESCALE = 1;
  private static final float NO_CLIPPING = 0;

  private final NDList parameters;

  private Update(NDList parameters) {
    this.parameters = parameters;
  }

  /** That of a network's recipe. */
  static Update of(String network, NDManager manager, NDList parameters) {
    return ADAMW.contains(network)
        ? new AdamW(manager, parameters)
        : new Momentum(manager, parameters);
  }

  /** Changes all parameters and forgets their gradients. */
  final void apply() {
    for (int i = 0; i < parameters.size(); i++) {
      PtNDArray parameter = (PtNDArray) parameters.get(i);
      try (PtNDArray gradient = parameter.getGradient()) {
        apply(i, parameter, gradient);
      }
      JniUtils.zeroGrad(parameter);
    }
  }

  abstract void apply(int index, PtNDArray parameter, PtNDArray gradient);

  private static NDList zeros(NDManager manager, NDList parameters) {
    NDList zeros = new NDList();
    for (NDArray parameter : parameters) {
      zeros.add(manager.zeros(parameter.getShape()));
    }
    return zeros;
  }

  private static final class Momentum extends Update {
    private static final float MOMENTUM = 0.9f;

    private final NDList buffers;

    private Momentum(NDManager manager, NDList parameters) {
      super(parameters);
      buffers = zeros(manager, parameters);
    }

    @Override
    void apply(int index, PtNDArray parameter, PtNDArray gradient) {
      JniUtils.sgdUpdate(
          parameter,
          gradient,
          (PtNDArray) buffers.get(index),
          LEARNING_RATE,
          WEIGHT_DECAY,
          RESCALE,
          NO_CLIPPING,
          MOMENTUM);
    }
  }

  private static final class AdamW extends Update {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final NDList means;
    private final NDList variances;

    private AdamW(NDManager manager, NDList parameters) {
      super(parameters);
      means = zeros(manager, parameters);
      variances = zeros(manager, parameters);
    }

    @Override
    void apply(int index, PtNDArray parameter, PtNDArray gradient) {
      // The corrections for the first steps are left out: they cost nothing to speak of.
      JniUtils.adamUpdate(
          parameter,
          gradient,
          (PtNDArray) means.get(index),
          (PtNDArray) variances.get(index),
          LEARNING_RATE,
          LEARNING_RATE,
          WEIGHT_DECAY,
          RESCALE,
          NO_CLIPPING,
          BETA1,
          BETA2,
          EPSILON,
          true);
    }
  }
}
