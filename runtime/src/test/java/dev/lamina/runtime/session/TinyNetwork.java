package dev.lamina.runtime.session;

import dev.lamina.graph.ir.Initializer;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.op.BatchNormInference;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.GlobalAvgPool;
import dev.lamina.graph.op.GlobalAvgPoolGrad;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.LinearInputGrad;
import dev.lamina.graph.op.LinearWeightGrad;
import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.op.MaxPoolGrad;
import dev.lamina.graph.op.SoftmaxCrossEntropy;
import dev.lamina.graph.op.Window;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.network.ArenaSizes;
import dev.lamina.runtime.network.Binder;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.InferenceProgram;
import dev.lamina.runtime.network.LayerSpec;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.network.ParameterSpec;
import dev.lamina.runtime.network.TrainingProgram;
import java.util.List;

/**
 * What the compiler writes, written by hand for a network of one convolution, so that the runtime
 * is tested without the compiler: 3x6x6 images in 3 classes.
 */
public final class TinyNetwork implements CompiledNetwork {
  /** Elements of an image. */
  public static final int IMAGE = 3 * 6 * 6;

  /** Number of classes. */
  public static final int CLASSES = 3;

  private static final Conv2d CONV = new Conv2d(4, new Window(3, 1, 1), 1, false);
  private static final BatchNorm NORM = new BatchNorm(1e-5, 0.1, true);
  private static final MaxPool POOL = new MaxPool(new Window(2, 2, 0));
  private static final Linear LINEAR = new Linear(CLASSES, true);

  @Override
  public NetworkSpec spec() {
    return new NetworkSpec(
        "Tiny",
        Shape.of(3, 6, 6),
        CLASSES,
        List.of(
            new LayerSpec("conv", "conv2d", Shape.of(4, 6, 6), List.of("conv.weight"), 108 * 36),
            new LayerSpec("fc", "linear", Shape.of(CLASSES), List.of("fc.weight", "fc.bias"), 12)),
        List.of(
            parameter("conv.weight", Shape.of(4, 3, 3, 3), new Initializer.Normal(0.3), 0),
            parameter("norm.weight", Shape.of(4), new Initializer.Constant(1), 112),
            parameter("norm.bias", Shape.of(4), new Initializer.Constant(0), 128),
            parameter("fc.weight", Shape.of(CLASSES, 4), new Initializer.Uniform(0.5), 144),
            parameter("fc.bias", Shape.of(CLASSES), new Initializer.Uniform(0.5), 160)),
        List.of(
            parameter("norm.running_mean", Shape.of(4), new Initializer.Constant(0), 0),
            parameter("norm.running_var", Shape.of(4), new Initializer.Constant(1), 16)),
        176,
        32,
        new ArenaSizes(736, 192, 32, 0),
        new ArenaSizes(368, 0, 0, 0));
  }

  private static ParameterSpec parameter(
      String name, Shape shape, Initializer initializer, long offset) {
    return new ParameterSpec(name, shape, initializer, offset);
  }

  @Override
  public TrainingProgram training(Binder binder) {
    return new Training(binder);
  }

  @Override
  public InferenceProgram inference(Binder binder) {
    return new Inference(binder);
  }

  private static void runAll(List<Kernel> kernels) {
    // Not a for-each: an iterator for each step would count as an allocation.
    for (int i = 0; i < kernels.size(); i++) {
      kernels.get(i).run();
    }
  }

  private static final class Training implements TrainingProgram {
    private final Binder b;
    private final Tensor convolved;
    private final Tensor normed;
    private final Tensor pooled;
    private final Tensor averaged;
    private final Tensor logits;
    private final Tensor logitsGrad;
    private final Tensor mean;
    private final Tensor deviation;
    private final Tensor signs;
    private final Tensor maxima;
    private final List<Kernel> forward;
    private final List<Kernel> backward;

    Training(Binder b) {
      this.b = b;
      convolved = b.activation(0, 4, 6, 6);
      normed = b.activation(144, 4, 6, 6);
      pooled = b.activation(288, 4, 3, 3);
      averaged = b.activation(336, 4);
      logits = b.activation(352, CLASSES);
      logitsGrad = b.activation(368, CLASSES);
      mean = b.statistic(0, 4);
      deviation = b.statistic(16, 4);
      signs = b.mask(0, 144);
      maxima = b.mask(144, 36);
      forward = bindForward();
      backward = bindBackward();
    }

    private List<Kernel> bindForward() {
      return List.of(
          b.kernel(
              "conv", CONV, List.of(b.input(), b.parameter("conv.weight")), List.of(convolved)),
          b.kernel(
              "norm",
              NORM,
              List.of(
                  convolved,
                  b.parameter("norm.weight"),
                  b.parameter("norm.bias"),
                  b.state("norm.running_mean"),
                  b.state("norm.running_var")),
              List.of(normed, mean, deviation, signs)),
          b.kernel("pool", POOL, List.of(normed), List.of(pooled, maxima)),
          b.kernel("average", new GlobalAvgPool(), List.of(pooled), List.of(averaged)),
          b.kernel(
              "fc",
              LINEAR,
              List.of(averaged, b.parameter("fc.weight"), b.parameter("fc.bias")),
              List.of(logits)),
          b.kernel(
              "loss",
              new SoftmaxCrossEntropy(0),
              List.of(logits, b.labels()),
              List.of(b.metrics(), logitsGrad)));
    }

    private List<Kernel> bindBackward() {
      Tensor averagedGrad = b.activation(384, 4);
      Tensor pooledGrad = b.activation(400, 4, 3, 3);
      Tensor normedGrad = b.activation(448, 4, 6, 6);
      Tensor convolvedGrad = b.activation(592, 4, 6, 6);
      return List.of(
          b.kernel(
              "fc.weightGrad",
              new LinearWeightGrad(LINEAR),
              List.of(averaged, logitsGrad),
              List.of(b.gradient("fc.weight"), b.gradient("fc.bias"))),
          b.kernel(
              "fc.inputGrad",
              new LinearInputGrad(LINEAR),
              List.of(logitsGrad, b.parameter("fc.weight")),
              List.of(averagedGrad)),
          b.kernel(
              "average.grad", new GlobalAvgPoolGrad(), List.of(averagedGrad), List.of(pooledGrad)),
          b.kernel(
              "pool.grad", new MaxPoolGrad(POOL), List.of(pooledGrad, maxima), List.of(normedGrad)),
          b.kernel(
              "norm.grad",
              new BatchNormGrad(NORM),
              List.of(
                  convolved,
                  normedGrad,
                  b.parameter("norm.weight"),
                  b.parameter("norm.bias"),
                  mean,
                  deviation,
                  signs),
              List.of(convolvedGrad, b.gradient("norm.weight"), b.gradient("norm.bias"))),
          b.kernel(
              "conv.weightGrad",
              new Conv2dWeightGrad(CONV),
              List.of(b.input(), convolvedGrad),
              List.of(b.gradient("conv.weight"))));
    }

    @Override
    public void forward() {
      runAll(forward);
    }

    @Override
    public void backward() {
      runAll(backward);
    }

    @Override
    public Tensor logits() {
      return logits;
    }
  }

  private static final class Inference implements InferenceProgram {
    private final Tensor logits;
    private final List<Kernel> forward;

    Inference(Binder b) {
      Tensor convolved = b.activation(0, 4, 6, 6);
      Tensor normed = b.activation(144, 4, 6, 6);
      Tensor pooled = b.activation(288, 4, 3, 3);
      Tensor averaged = b.activation(336, 4);
      logits = b.activation(352, CLASSES);
      forward =
          List.of(
              b.kernel(
                  "conv", CONV, List.of(b.input(), b.parameter("conv.weight")), List.of(convolved)),
              b.kernel(
                  "norm",
                  new BatchNormInference(NORM.epsilon(), true),
                  List.of(
                      convolved,
                      b.parameter("norm.weight"),
                      b.parameter("norm.bias"),
                      b.state("norm.running_mean"),
                      b.state("norm.running_var")),
                  List.of(normed)),
              b.kernel("pool", POOL, List.of(normed), List.of(pooled)),
              b.kernel("average", new GlobalAvgPool(), List.of(pooled), List.of(averaged)),
              b.kernel(
                  "fc",
                  LINEAR,
                  List.of(averaged, b.parameter("fc.weight"), b.parameter("fc.bias")),
                  List.of(logits)));
    }

    @Override
    public void forward() {
      runAll(forward);
    }

    @Override
    public Tensor logits() {
      return logits;
    }
  }
}
