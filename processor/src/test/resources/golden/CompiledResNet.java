package dev.lamina.models;

import dev.lamina.dsl.Layer;
import dev.lamina.graph.ir.Initializer;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.ActivationGrad;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.op.BatchNormRecompute;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dInputGrad;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.FoldNorm;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedConv2d;
import dev.lamina.graph.op.FusedStep;
import dev.lamina.graph.op.GlobalAvgPool;
import dev.lamina.graph.op.GlobalAvgPoolGrad;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.LinearInputGrad;
import dev.lamina.graph.op.LinearWeightGrad;
import dev.lamina.graph.op.RecomputedWeightGrad;
import dev.lamina.graph.op.Sgd;
import dev.lamina.graph.op.SoftmaxCrossEntropy;
import dev.lamina.graph.op.Window;
import dev.lamina.graph.recipe.MultiStepSchedule;
import dev.lamina.graph.recipe.Recipe;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.network.ArenaSizes;
import dev.lamina.runtime.network.Binder;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.InferenceProgram;
import dev.lamina.runtime.network.KernelResource;
import dev.lamina.runtime.network.LayerHandle;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.network.TrainingProgram;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * {@link ResNet}, compiled: 3x32x32 images, 10 classes.
 *
 * <pre>
 * block       layers                        output  parameters  multiply-adds
 * stem        conv2d, batchNorm           16x32x32         464        442,368
 * stage1.0    2 conv2d, 2 batchNorm, add  16x32x32       4,672      4,718,592
 * stage1.1    2 conv2d, 2 batchNorm, add  16x32x32       4,672      4,718,592
 * stage1.2    2 conv2d, 2 batchNorm, add  16x32x32       4,672      4,718,592
 * stage2.0    3 conv2d, 2 batchNorm, add  32x16x16      14,496      3,670,016
 * stage2.1    2 conv2d, 2 batchNorm, add  32x16x16      18,560      4,718,592
 * stage2.2    2 conv2d, 2 batchNorm, add  32x16x16      18,560      4,718,592
 * stage3.0    3 conv2d, 2 batchNorm, add    64x8x8      57,664      3,670,016
 * stage3.1    2 conv2d, 2 batchNorm, add    64x8x8      73,984      4,718,592
 * stage3.2    2 conv2d, 2 batchNorm, add    64x8x8      73,984      4,718,592
 * pool        globalAvgPool                     64           0              0
 * classifier  linear                            10         650            640
 * total                                                272,378     40,813,184
 * </pre>
 *
 * <p>Memory that is planned for each image, in float32: training 1,114,432 bytes of activations and
 * 102,400 of masks; inference 131,072 bytes of activations.
 */
@Generated("dev.lamina.processor.LaminaProcessor")
public final class CompiledResNet implements ResNet, CompiledNetwork {
  private final NetworkSpec spec = Specification.build();

  @Override
  public NetworkSpec spec() {
    return spec;
  }

  @Override
  public Recipe recipe() {
    return Recipe.of(new Sgd(0.9, 1.0E-4, false), 0.1)
        .withSchedule(new MultiStepSchedule(List.of(100, 150), 0.1))
        .withEpochs(180)
        .withBatchSize(128);
  }

  @Override
  public String kernels() {
    return KernelResource.read(CompiledResNet.class, "ResNet.cu");
  }

  @Override
  public TrainingProgram training(Binder binder) {
    return new Training(binder);
  }

  @Override
  public InferenceProgram inference(Binder binder) {
    return new Inference(binder);
  }

  /** {@code stem}: 16x32x32. */
  @Override
  public Layer stem() {
    return LayerHandle.of(spec, "stem");
  }

  /** {@code stage1}: 16x32x32. */
  @Override
  public Layer stage1() {
    return LayerHandle.of(spec, "stage1");
  }

  /** {@code stage2}: 32x16x16. */
  @Override
  public Layer stage2() {
    return LayerHandle.of(spec, "stage2");
  }

  /** {@code stage3}: 64x8x8. */
  @Override
  public Layer stage3() {
    return LayerHandle.of(spec, "stage3");
  }

  /** {@code pool}: 64. */
  @Override
  public Layer pool() {
    return LayerHandle.of(spec, "pool");
  }

  /** {@code classifier}: 10. */
  @Override
  public Layer classifier() {
    return LayerHandle.of(spec, "classifier");
  }

  /** The training graph: forward to the loss, and backward to every parameter's gradient. */
  private static final class Training implements TrainingProgram {
    private final StemTraining stem;
    private final Stage1Training stage1;
    private final Stage2Training stage2;
    private final Stage3Training stage3;
    private final PoolTraining pool;
    private final ClassifierTraining classifier;
    private final LossTraining loss;
    private final Tensor logits;

    Training(Binder binder) {
      stem = new StemTraining(binder);
      stage1 = new Stage1Training(binder);
      stage2 = new Stage2Training(binder);
      stage3 = new Stage3Training(binder);
      pool = new PoolTraining(binder);
      classifier = new ClassifierTraining(binder);
      loss = new LossTraining(binder);
      logits = binder.activation(278_592, 10);
    }

    @Override
    public void forward() {
      stem.forward();
      stage1.forward();
      stage2.forward();
      stage3.forward();
      pool.forward();
      classifier.forward();
      loss.forward();
    }

    @Override
    public void backward() {
      classifier.backward();
      pool.backward();
      stage3.backward();
      stage2.backward();
      stage1.backward();
      stem.backward();
    }

    @Override
    public Tensor logits() {
      return logits;
    }
  }

  /** {@code stem}: 3x32x32 to 16x32x32. */
  private static final class StemTraining {
    private final Kernel conv;
    private final Kernel norm;
    private final Kernel normGrad;
    private final Kernel convWeightGrad;

    StemTraining(Binder binder) {
      Tensor input = binder.input();
      Tensor convWeight = binder.parameter("input_net.0.weight");
      Tensor convOut = binder.activation(0, 16, 32, 32);
      conv =
          binder.kernel(
              "stem.conv",
              new Conv2d(16, new Window(3, 1, 1), 1, false),
              List.of(input, convWeight),
              List.of(convOut));

      Tensor normWeight = binder.parameter("input_net.1.weight");
      Tensor normBias = binder.parameter("input_net.1.bias");
      Tensor normRunningMean = binder.state("input_net.1.running_mean");
      Tensor normRunningVar = binder.state("input_net.1.running_var");
      Tensor activation = binder.activation(16_384, 16, 32, 32);
      Tensor normBatchMean = binder.statistic(1152, 16);
      Tensor normBatchDeviation = binder.statistic(1168, 16);
      Tensor normMask = binder.mask(0, 16_384);
      norm =
          binder.kernel(
              "stem.norm",
              new BatchNorm(1.0E-5, 0.1, true),
              List.of(convOut, normWeight, normBias, normRunningMean, normRunningVar),
              List.of(activation, normBatchMean, normBatchDeviation, normMask));

      // Backward, in the order in which it runs.
      Tensor activationGradient = binder.activation(163_840, 16, 32, 32);
      Tensor convGradient = binder.activation(163_840, 16, 32, 32);
      Tensor normWeightGradient = binder.gradient("input_net.1.weight");
      Tensor normBiasGradient = binder.gradient("input_net.1.bias");
      normGrad =
          binder.kernel(
              "stem.norm.grad",
              new BatchNormGrad(new BatchNorm(1.0E-5, 0.1, true)),
              List.of(
                  convOut,
                  activationGradient,
                  normWeight,
                  normBias,
                  normBatchMean,
                  normBatchDeviation,
                  normMask),
              List.of(convGradient, normWeightGradient, normBiasGradient));

      Tensor convWeightGradient = binder.gradient("input_net.0.weight");
      convWeightGrad =
          binder.kernel(
              "stem.conv.weightGrad",
              new Conv2dWeightGrad(new Conv2d(16, new Window(3, 1, 1), 1, false)),
              List.of(input, convGradient),
              List.of(convWeightGradient));
    }

    void forward() {
      conv.run(); // conv2d 3x3 padding 1: 3x32x32 -> 16x32x32
      norm.run(); // batchNorm+relu: 16x32x32
    }

    void backward() {
      normGrad.run(); // batchNorm+relu.grad: 16x32x32
      convWeightGrad.run(); // conv2d.weightGrad 3x3 padding 1: 3x32x32 -> 16x3x3x3
    }
  }

  /** {@code stage1}: 3 blocks. */
  private static final class Stage1Training {
    private final Stage1Block0Training block0;
    private final Stage1Block1Training block1;
    private final Stage1Block2Training block2;

    Stage1Training(Binder binder) {
      block0 = new Stage1Block0Training(binder);
      block1 = new Stage1Block1Training(binder);
      block2 = new Stage1Block2Training(binder);
    }

    void forward() {
      block0.forward();
      block1.forward();
      block2.forward();
    }

    void backward() {
      block2.backward();
      block1.backward();
      block0.backward();
    }
  }

  /** {@code stage1.0}: 16x32x32. */
  private static final class Stage1Block0Training {
    private final Kernel conv1;
    private final Kernel norm1;
    private final Kernel conv2;
    private final Kernel norm2;
    private final Kernel norm2Grad;
    private final Kernel conv2WeightGrad;
    private final Kernel conv2InputGrad;
    private final Kernel norm1Grad;
    private final Kernel conv1WeightGrad;
    private final Kernel conv1InputGrad;
    private final Kernel conv1GradientSum;

    Stage1Block0Training(Binder binder) {
      Tensor stemActivation = binder.activation(16_384, 16, 32, 32);
      Tensor conv1Weight = binder.parameter("blocks.0.net.0.weight");
      Tensor conv1Out = binder.activation(32_768, 16, 32, 32);
      conv1 =
          binder.kernel(
              "stage1.0.conv1",
              new Conv2d(16, new Window(3, 1, 1), 1, false),
              List.of(stemActivation, conv1Weight),
              List.of(conv1Out));

      Tensor norm1Weight = binder.parameter("blocks.0.net.1.weight");
      Tensor norm1Bias = binder.parameter("blocks.0.net.1.bias");
      Tensor norm1RunningMean = binder.state("blocks.0.net.1.running_mean");
      Tensor norm1RunningVar = binder.state("blocks.0.net.1.running_var");
      Tensor activation1 = binder.activation(49_152, 16, 32, 32);
      Tensor norm1BatchMean = binder.statistic(1184, 16);
      Tensor norm1BatchDeviation = binder.statistic(1200, 16);
      Tensor norm1Mask = binder.mask(16_384, 16_384);
      norm1 =
          binder.kernel(
              "stage1.0.norm1",
              new BatchNorm(1.0E-5, 0.1, true),
              List.of(conv1Out, norm1Weight, norm1Bias, norm1RunningMean, norm1RunningVar),
              List.of(activation1, norm1BatchMean, norm1BatchDeviation, norm1Mask));

      Tensor conv2Weight = binder.parameter("blocks.0.net.3.weight");
      Tensor conv2Out = binder.activation(65_536, 16, 32, 32);
      conv2 =
          binder.kernel(
              "stage1.0.conv2",
              new Conv2d(16, new Window(3, 1, 1), 1, false),
              List.of(activation1, conv2Weight),
              List.of(conv2Out));

      Tensor norm2Weight = binder.parameter("blocks.0.net.4.weight");
      Tensor norm2Bias = binder.parameter("blocks.0.net.4.bias");
      Tensor norm2RunningMean = binder.state("blocks.0.net.4.running_mean");
      Tensor norm2RunningVar = binder.state("blocks.0.net.4.running_var");
      Tensor activation2 = binder.activation(49_152, 16, 32, 32);
      Tensor norm2BatchMean = binder.statistic(1216, 16);
      Tensor norm2BatchDeviation = binder.statistic(1232, 16);
      norm2 =
          binder.kernel(
              "stage1.0.norm2",
              new Fused(
                  6,
                  List.of(
                      new FusedStep.Lead(new BatchNorm(1.0E-5, 0.1, false), List.of(0, 1, 2, 3, 4)),
                      new FusedStep.Sum(List.of(6, 5)),
                      new FusedStep.Apply(ActivationFunction.RELU, 7)),
                  List.of(8)),
              List.of(
                  conv2Out,
                  norm2Weight,
                  norm2Bias,
                  norm2RunningMean,
                  norm2RunningVar,
                  stemActivation),
              List.of(activation2, norm2BatchMean, norm2BatchDeviation));

      // Backward, in the order in which it runs.
      Tensor addInputGradient = binder.activation(163_840, 16, 32, 32);
      Tensor conv2Gradient = binder.activation(16_384, 16, 32, 32);
      Tensor norm2WeightGradient = binder.gradient("blocks.0.net.4.weight");
      Tensor norm2BiasGradient = binder.gradient("blocks.0.net.4.bias");
      norm2Grad =
          binder.kernel(
              "stage1.0.norm2.grad",
              new BatchNormGrad(new BatchNorm(1.0E-5, 0.1, false)),
              List.of(
                  conv2Out,
                  addInputGradient,
                  norm2Weight,
                  norm2Bias,
                  norm2BatchMean,
                  norm2BatchDeviation),
              List.of(conv2Gradient, norm2WeightGradient, norm2BiasGradient));

      Tensor conv2WeightGradient = binder.gradient("blocks.0.net.3.weight");
      Tensor activation1Recomputed = binder.activation(49_152, 16, 32, 32);
      conv2WeightGrad =
          binder.kernel(
              "stage1.0.conv2.weightGrad",
              new RecomputedWeightGrad(
                  new BatchNormRecompute(new BatchNorm(1.0E-5, 0.1, true)),
                  new Conv2dWeightGrad(new Conv2d(16, new Window(3, 1, 1), 1, false))),
              List.of(
                  conv1Out,
                  norm1Weight,
                  norm1Bias,
                  norm1BatchMean,
                  norm1BatchDeviation,
                  conv2Gradient),
              List.of(conv2WeightGradient, activation1Recomputed));

      Tensor activation1Gradient = binder.activation(49_152, 16, 32, 32);
      conv2InputGrad =
          binder.kernel(
              "stage1.0.conv2.inputGrad",
              new Conv2dInputGrad(new Conv2d(16, new Window(3, 1, 1), 1, false)),
              List.of(conv2Gradient, conv2Weight),
              List.of(activation1Gradient));

      Tensor conv1Gradient = binder.activation(49_152, 16, 32, 32);
      Tensor norm1WeightGradient = binder.gradient("blocks.0.net.1.weight");
      Tensor norm1BiasGradient = binder.gradient("blocks.0.net.1.bias");
      norm1Grad =
          binder.kernel(
              "stage1.0.norm1.grad",
              new BatchNormGrad(new BatchNorm(1.0E-5, 0.1, true)),
              List.of(
                  conv1Out,
                  activation1Gradient,
                  norm1Weight,
                  norm1Bias,
                  norm1BatchMean,
                  norm1BatchDeviation,
                  norm1Mask),
              List.of(conv1Gradient, norm1WeightGradient, norm1BiasGradient));

      Tensor stemConv = binder.activation(0, 16, 32, 32);
      Tensor stemNormWeight = binder.parameter("input_net.1.weight");
      Tensor stemNormBias = binder.parameter("input_net.1.bias");
      Tensor stemNormBatchMean = binder.statistic(1152, 16);
      Tensor stemNormBatchDeviation = binder.statistic(1168, 16);
      Tensor conv1WeightGradient = binder.gradient("blocks.0.net.0.weight");
      Tensor stemActivationRecomputed = binder.activation(16_384, 16, 32, 32);
      conv1WeightGrad =
          binder.kernel(
              "stage1.0.conv1.weightGrad",
              new RecomputedWeightGrad(
                  new BatchNormRecompute(new BatchNorm(1.0E-5, 0.1, true)),
                  new Conv2dWeightGrad(new Conv2d(16, new Window(3, 1, 1), 1, false))),
              List.of(
                  stemConv,
                  stemNormWeight,
                  stemNormBias,
                  stemNormBatchMean,
                  stemNormBatchDeviation,
                  conv1Gradient),
              List.of(conv1WeightGradient, stemActivationRecomputed));

      Tensor conv1InputGradient = binder.activation(16_384, 16, 32, 32);
      conv1InputGrad =
          binder.kernel(
              "stage1.0.conv1.inputGrad",
              new Conv2dInputGrad(new Conv2d(16, new Window(3, 1, 1), 1, false)),
              List.of(conv1Gradient, conv1Weight),
              List.of(conv1InputGradient));

      Tensor stemActivationGradient = binder.activation(163_840, 16, 32, 32);
      conv1GradientSum =
          binder.kernel(
              "stage1.0.conv1.gradientSum",
              new Add(2, ActivationFunction.IDENTITY),
              List.of(addInputGradient, conv1InputGradient),
              List.of(stemActivationGradient));
    }

    void forward() {
      conv1.run(); // conv2d 3x3 padding 1: 16x32x32
      norm1.run(); // batchNorm+relu: 16x32x32
      conv2.run(); // conv2d 3x3 padding 1: 16x32x32
      norm2.run(); // relu(norm(a) + f): 16x32x32
    }

    void backward() {
      norm2Grad.run(); // batchNorm.grad: 16x32x32
      // batchNorm+relu.recompute+conv2d.weightGrad 3x3 padding 1: 16x32x32 -> 16x16x3x3
      conv2WeightGrad.run();
      conv2InputGrad.run(); // conv2d.inputGrad 3x3 padding 1: 16x32x32
      norm1Grad.run(); // batchNorm+relu.grad: 16x32x32
      // batchNorm+relu.recompute+conv2d.weightGrad 3x3 padding 1: 16x32x32 -> 16x16x3x3
      conv1WeightGrad.run();
      conv1InputGrad.run(); // conv2d.inputGrad 3x3 padding 1: 16x32x32
      conv1GradientSum.run(); // add: 16x32x32
    }
  }

  /** {@code stage1.1}: 16x32x32. */
  private static final class Stage1Block1Training {
    private final Kernel conv1;
    private final Kernel norm1;
    private final Kernel conv2;
    private final Kernel norm2;
    private final Kernel norm2Grad;
    private final Kernel conv2WeightGrad;
    private final Kernel conv2InputGrad;
    private final Kernel norm1Grad;
    private final Kernel conv1WeightGrad;
    private final Kernel conv1InputGrad;
    private final Kernel conv1GradientSum;

    Stage1Block1Training(Binder binder) {
      Tensor stage1Block0Activation2 = binder.activation(49_152, 16, 32, 32);
      Tensor conv1Weight = binder.parameter("blocks.1.net.0.weight");
      Tensor conv1Out = binder.activation(16_384, 16, 32, 32);
      conv1 =
          binder.kernel(
              "stage1.1.conv1",
              new Conv2d(16, new Window(3, 1, 1), 1, false),
              List.of(stage1Block0Activation2, conv1Weight),
              List.of(conv1Out));

      Tensor norm1Weight = binder.parameter("blocks.1.net.1.weight");
      Tensor norm1Bias = binder.parameter("blocks.1.net.1.bias");
      Tensor norm1RunningMean = binder.state("blocks.1.net.1.running_mean");
      Tensor norm1RunningVar = binder.state("blocks.1.net.1.running_var");
      Tensor activation1 = binder.activation(81_920, 16, 32, 32);
      Tensor norm1BatchMean = binder.statistic(1248, 16);
      Tensor norm1BatchDeviation = binder.statistic(1264, 16);
      Tensor norm1Mask = binder.mask(32_768, 16_384);
      norm1 =
          binder.kernel(
              "stage1.1.norm1",
              new BatchNorm(1.0E-5, 0.1, true),
              List.of(conv1Out, norm1Weight, norm1Bias, norm1RunningMean, norm1RunningVar),
              List.of(activation1, norm1BatchMean, norm1BatchDeviation, norm1Mask));

      Tensor conv2Weight = binder.parameter("blocks.1.net.3.weight");
      Tensor conv2Out = binder.activation(98_304, 16, 32, 32);
      conv2 =
          binder.kernel(
              "stage1.1.conv2",
              new Conv2d(16, new Window(3, 1, 1), 1, false),
              List.of(activation1, conv2Weight),
              List.of(conv2Out));

      Tensor norm2Weight = binder.parameter("blocks.1.net.4.weight");
      Tensor norm2Bias = binder.parameter("blocks.1.net.4.bias");
      Tensor norm2RunningMean = binder.state("blocks.1.net.4.running_mean");
      Tensor norm2RunningVar = binder.state("blocks.1.net.4.running_var");
      Tensor activation2 = binder.activation(81_920, 16, 32, 32);
      Tensor norm2BatchMean = binder.statistic(1280, 16);
      Tensor norm2BatchDeviation = binder.statistic(1296, 16);
      norm2 =
          binder.kernel(
              "stage1.1.norm2",
              new Fused(
                  6,
                  List.of(
                      new FusedStep.Lead(new BatchNorm(1.0E-5, 0.1, false), List.of(0, 1, 2, 3, 4)),
                      new FusedStep.Sum(List.of(6, 5)),
                      new FusedStep.Apply(ActivationFunction.RELU, 7)),
                  List.of(8)),
              List.of(
                  conv2Out,
                  norm2Weight,
                  norm2Bias,
                  norm2RunningMean,
                  norm2RunningVar,
                  stage1Block0Activation2),
              List.of(activation2, norm2BatchMean, norm2BatchDeviation));

      // Backward, in the order in which it runs.
      Tensor addInputGradient = binder.activation(163_840, 16, 32, 32);
      Tensor conv2Gradient = binder.activation(81_920, 16, 32, 32);
      Tensor norm2WeightGradient = binder.gradient("blocks.1.net.4.weight");
      Tensor norm2BiasGradient = binder.gradient("blocks.1.net.4.bias");
      norm2Grad =
          binder.kernel(
              "stage1.1.norm2.grad",
              new BatchNormGrad(new BatchNorm(1.0E-5, 0.1, false)),
              List.of(
                  conv2Out,
                  addInputGradient,
                  norm2Weight,
                  norm2Bias,
                  norm2BatchMean,
                  norm2BatchDeviation),
              List.of(conv2Gradient, norm2WeightGradient, norm2BiasGradient));

      Tensor conv2WeightGradient = binder.gradient("blocks.1.net.3.weight");
      Tensor activation1Recomputed = binder.activation(98_304, 16, 32, 32);
      conv2WeightGrad =
          binder.kernel(
              "stage1.1.conv2.weightGrad",
              new RecomputedWeightGrad(
                  new BatchNormRecompute(new BatchNorm(1.0E-5, 0.1, true)),
                  new Conv2dWeightGrad(new Conv2d(16, new Window(3, 1, 1), 1, false))),
              List.of(
                  conv1Out,
                  norm1Weight,
                  norm1Bias,
                  norm1BatchMean,
                  norm1BatchDeviation,
                  conv2Gradient),
              List.of(conv2WeightGradient, activation1Recomputed));

      Tensor activation1Gradient = binder.activation(98_304, 16, 32, 32);
      conv2InputGrad =
          binder.kernel(
              "stage1.1.conv2.inputGrad",
              new Conv2dInputGrad(new Conv2d(16, new Window(3, 1, 1), 1, false)),
              List.of(conv2Gradient, conv2Weight),
              List.of(activation1Gradient));

      Tensor conv1Gradient = binder.activation(98_304, 16, 32, 32);
      Tensor norm1WeightGradient = binder.gradient("blocks.1.net.1.weight");
      Tensor norm1BiasGradient = binder.gradient("blocks.1.net.1.bias");
      norm1Grad =
          binder.kernel(
              "stage1.1.norm1.grad",
              new BatchNormGrad(new BatchNorm(1.0E-5, 0.1, true)),
              List.of(
                  conv1Out,
                  activation1Gradient,
                  norm1Weight,
                  norm1Bias,
                  norm1BatchMean,
                  norm1BatchDeviation,
                  norm1Mask),
              List.of(conv1Gradient, norm1WeightGradient, norm1BiasGradient));

      Tensor conv1WeightGradient = binder.gradient("blocks.1.net.0.weight");
      conv1WeightGrad =
          binder.kernel(
              "stage1.1.conv1.weightGrad",
              new Conv2dWeightGrad(new Conv2d(16, new Window(3, 1, 1), 1, false)),
              List.of(stage1Block0Activation2, conv1Gradient),
              List.of(conv1WeightGradient));

      Tensor conv1InputGradient = binder.activation(16_384, 16, 32, 32);
      conv1InputGrad =
          binder.kernel(
              "stage1.1.conv1.inputGrad",
              new Conv2dInputGrad(new Conv2d(16, new Window(3, 1, 1), 1, false)),
              List.of(conv1Gradient, conv1Weight),
              List.of(conv1InputGradient));

      Tensor stage1Block0AddInputGradient = binder.activation(163_840, 16, 32, 32);
      conv1GradientSum =
          binder.kernel(
              "stage1.1.conv1.gradientSum",
              new Fused(
                  3,
                  List.of(
                      new FusedStep.Sum(List.of(0, 1)),
                      new FusedStep.Slope(ActivationFunction.RELU, 2, 3)),
                  List.of(4)),
              List.of(addInputGradient, conv1InputGradient, stage1Block0Activation2),
              List.of(stage1Block0AddInputGradient));
    }

    void forward() {
      conv1.run(); // conv2d 3x3 padding 1: 16x32x32
      norm1.run(); // batchNorm+relu: 16x32x32
      conv2.run(); // conv2d 3x3 padding 1: 16x32x32
      norm2.run(); // relu(norm(a) + f): 16x32x32
    }

    void backward() {
      norm2Grad.run(); // batchNorm.grad: 16x32x32
      // batchNorm+relu.recompute+conv2d.weightGrad 3x3 padding 1: 16x32x32 -> 16x16x3x3
      conv2WeightGrad.run();
      conv2InputGrad.run(); // conv2d.inputGrad 3x3 padding 1: 16x32x32
      norm1Grad.run(); // batchNorm+relu.grad: 16x32x32
      conv1WeightGrad.run(); // conv2d.weightGrad 3x3 padding 1: 16x32x32 -> 16x16x3x3
      conv1InputGrad.run(); // conv2d.inputGrad 3x3 padding 1: 16x32x32
      conv1GradientSum.run(); // (a + b) * [c > 0]: 16x32x32
    }
  }

  /** {@code stage1.2}: 16x32x32. */
  private static final class Stage1Block2Training {
    private final Kernel conv1;
    private final Kernel norm1;
    private final Kernel conv2;
    private final Kernel norm2;
    private final Kernel norm2Grad;
    private final Kernel conv2WeightGrad;
    private final Kernel conv2InputGrad;
    private final Kernel norm1Grad;
    private final Kernel conv1WeightGrad;
    private final Kernel conv1InputGrad;
    private final Kernel conv1GradientSum;

    Stage1Block2Training(Binder binder) {
      Tensor stage1Block1Activation2 = binder.activation(81_920, 16, 32, 32);
      Tensor conv1Weight = binder.parameter("blocks.2.net.0.weight");
      Tensor conv1Out = binder.activation(114_688, 16, 32, 32);
      conv1 =
          binder.kernel(
              "stage1.2.conv1",
              new Conv2d(16, new Window(3, 1, 1), 1, false),
              List.of(stage1Block1Activation2, conv1Weight),
              List.of(conv1Out));

      Tensor norm1Weight = binder.parameter("blocks.2.net.1.weight");
      Tensor norm1Bias = binder.parameter("blocks.2.net.1.bias");
      Tensor norm1RunningMean = binder.state("blocks.2.net.1.running_mean");
      Tensor norm1RunningVar = binder.state("blocks.2.net.1.running_var");
      Tensor activation1 = binder.activation(131_072, 16, 32, 32);
      Tensor norm1BatchMean = binder.statistic(1312, 16);
      Tensor norm1BatchDeviation = binder.statistic(1328, 16);
      Tensor norm1Mask = binder.mask(49_152, 16_384);
      norm1 =
          binder.kernel(
              "stage1.2.norm1",
              new BatchNorm(1.0E-5, 0.1, true),
              List.of(conv1Out, norm1Weight, norm1Bias, norm1RunningMean, norm1RunningVar),
              List.of(activation1, norm1BatchMean, norm1BatchDeviation, norm1Mask));

      Tensor conv2Weight = binder.parameter("blocks.2.net.3.weight");
      Tensor conv2Out = binder.activation(147_456, 16, 32, 32);
      conv2 =
          binder.kernel(
              "stage1.2.conv2",
              new Conv2d(16, new Window(3, 1, 1), 1, false),
              List.of(activation1, conv2Weight),
              List.of(conv2Out));

      Tensor norm2Weight = binder.parameter("blocks.2.net.4.weight");
      Tensor norm2Bias = binder.parameter("blocks.2.net.4.bias");
      Tensor norm2RunningMean = binder.state("blocks.2.net.4.running_mean");
      Tensor norm2RunningVar = binder.state("blocks.2.net.4.running_var");
      Tensor activation2 = binder.activation(131_072, 16, 32, 32);
      Tensor norm2BatchMean = binder.statistic(1344, 16);
      Tensor norm2BatchDeviation = binder.statistic(1360, 16);
      norm2 =
          binder.kernel(
              "stage1.2.norm2",
              new Fused(
                  6,
                  List.of(
                      new FusedStep.Lead(new BatchNorm(1.0E-5, 0.1, false), List.of(0, 1, 2, 3, 4)),
                      new FusedStep.Sum(List.of(6, 5)),
                      new FusedStep.Apply(ActivationFunction.RELU, 7)),
                  List.of(8)),
              List.of(
                  conv2Out,
                  norm2Weight,
                  norm2Bias,
                  norm2RunningMean,
                  norm2RunningVar,
                  stage1Block1Activation2),
              List.of(activation2, norm2BatchMean, norm2BatchDeviation));

      // Backward, in the order in which it runs.
      Tensor addInputGradient = binder.activation(163_840, 16, 32, 32);
      Tensor conv2Gradient = binder.activation(131_072, 16, 32, 32);
      Tensor norm2WeightGradient = binder.gradient("blocks.2.net.4.weight");
      Tensor norm2BiasGradient = binder.gradient("blocks.2.net.4.bias");
      norm2Grad =
          binder.kernel(
              "stage1.2.norm2.grad",
              new BatchNormGrad(new BatchNorm(1.0E-5, 0.1, false)),
              List.of(
                  conv2Out,
                  addInputGradient,
                  norm2Weight,
                  norm2Bias,
                  norm2BatchMean,
                  norm2BatchDeviation),
              List.of(conv2Gradient, norm2WeightGradient, norm2BiasGradient));

      Tensor conv2WeightGradient = binder.gradient("blocks.2.net.3.weight");
      Tensor activation1Recomputed = binder.activation(147_456, 16, 32, 32);
      conv2WeightGrad =
          binder.kernel(
              "stage1.2.conv2.weightGrad",
              new RecomputedWeightGrad(
                  new BatchNormRecompute(new BatchNorm(1.0E-5, 0.1, true)),
                  new Conv2dWeightGrad(new Conv2d(16, new Window(3, 1, 1), 1, false))),
              List.of(
                  conv1Out,
                  norm1Weight,
                  norm1Bias,
                  norm1BatchMean,
                  norm1BatchDeviation,
                  conv2Gradient),
              List.of(conv2WeightGradient, activation1Recomputed));

      Tensor activation1Gradient = binder.activation(147_456, 16, 32, 32);
      conv2InputGrad =
          binder.kernel(
              "stage1.2.conv2.inputGrad",
              new Conv2dInputGrad(new Conv2d(16, new Window(3, 1, 1), 1, false)),
              List.of(conv2Gradient, conv2Weight),
              List.of(activation1Gradient));

      Tensor conv1Gradient = binder.activation(147_456, 16, 32, 32);
      Tensor norm1WeightGradient = binder.gradient("blocks.2.net.1.weight");
      Tensor norm1BiasGradient = binder.gradient("blocks.2.net.1.bias");
      norm1Grad =
          binder.kernel(
              "stage1.2.norm1.grad",
              new BatchNormGrad(new BatchNorm(1.0E-5, 0.1, true)),
              List.of(
                  conv1Out,
                  activation1Gradient,
                  norm1Weight,
                  norm1Bias,
                  norm1BatchMean,
                  norm1BatchDeviation,
                  norm1Mask),
              List.of(conv1Gradient, norm1WeightGradient, norm1BiasGradient));

      Tensor conv1WeightGradient = binder.gradient("blocks.2.net.0.weight");
      conv1WeightGrad =
          binder.kernel(
              "stage1.2.conv1.weightGrad",
              new Conv2dWeightGrad(new Conv2d(16, new Window(3, 1, 1), 1, false)),
              List.of(stage1Block1Activation2, conv1Gradient),
              List.of(conv1WeightGradient));

      Tensor conv1InputGradient = binder.activation(114_688, 16, 32, 32);
      conv1InputGrad =
          binder.kernel(
              "stage1.2.conv1.inputGrad",
              new Conv2dInputGrad(new Conv2d(16, new Window(3, 1, 1), 1, false)),
              List.of(conv1Gradient, conv1Weight),
              List.of(conv1InputGradient));

      Tensor stage1Block1AddInputGradient = binder.activation(163_840, 16, 32, 32);
      conv1GradientSum =
          binder.kernel(
              "stage1.2.conv1.gradientSum",
              new Fused(
                  3,
                  List.of(
                      new FusedStep.Sum(List.of(0, 1)),
                      new FusedStep.Slope(ActivationFunction.RELU, 2, 3)),
                  List.of(4)),
              List.of(addInputGradient, conv1InputGradient, stage1Block1Activation2),
              List.of(stage1Block1AddInputGradient));
    }

    void forward() {
      conv1.run(); // conv2d 3x3 padding 1: 16x32x32
      norm1.run(); // batchNorm+relu: 16x32x32
      conv2.run(); // conv2d 3x3 padding 1: 16x32x32
      norm2.run(); // relu(norm(a) + f): 16x32x32
    }

    void backward() {
      norm2Grad.run(); // batchNorm.grad: 16x32x32
      // batchNorm+relu.recompute+conv2d.weightGrad 3x3 padding 1: 16x32x32 -> 16x16x3x3
      conv2WeightGrad.run();
      conv2InputGrad.run(); // conv2d.inputGrad 3x3 padding 1: 16x32x32
      norm1Grad.run(); // batchNorm+relu.grad: 16x32x32
      conv1WeightGrad.run(); // conv2d.weightGrad 3x3 padding 1: 16x32x32 -> 16x16x3x3
      conv1InputGrad.run(); // conv2d.inputGrad 3x3 padding 1: 16x32x32
      conv1GradientSum.run(); // (a + b) * [c > 0]: 16x32x32
    }
  }

  /** {@code stage2}: 3 blocks. */
  private static final class Stage2Training {
    private final Stage2Block0Training block0;
    private final Stage2Block1Training block1;
    private final Stage2Block2Training block2;

    Stage2Training(Binder binder) {
      block0 = new Stage2Block0Training(binder);
      block1 = new Stage2Block1Training(binder);
      block2 = new Stage2Block2Training(binder);
    }

    void forward() {
      block0.forward();
      block1.forward();
      block2.forward();
    }

    void backward() {
      block2.backward();
      block1.backward();
      block0.backward();
    }
  }

  /** {@code stage2.0}: 16x32x32 to 32x16x16. */
  private static final class Stage2Block0Training {
    private final Kernel conv1;
    private final Kernel norm1;
    private final Kernel conv2;
    private final Kernel shortcutConv;
    private final Kernel add;
    private final Kernel shortcutConvWeightGrad;
    private final Kernel shortcutConvInputGrad;
    private final Kernel norm2Grad;
    private final Kernel conv2WeightGrad;
    private final Kernel conv2InputGrad;
    private final Kernel norm1Grad;
    private final Kernel conv1WeightGrad;
    private final Kernel conv1InputGrad;
    private final Kernel conv1GradientSum;

    Stage2Block0Training(Binder binder) {
      Tensor stage1Block2Activation2 = binder.activation(131_072, 16, 32, 32);
      Tensor conv1Weight = binder.parameter("blocks.3.net.0.weight");
      Tensor conv1Out = binder.activation(180_224, 32, 16, 16);
      conv1 =
          binder.kernel(
              "stage2.0.conv1",
              new Conv2d(32, new Window(3, 2, 1), 1, false),
              List.of(stage1Block2Activation2, conv1Weight),
              List.of(conv1Out));

      Tensor norm1Weight = binder.parameter("blocks.3.net.1.weight");
      Tensor norm1Bias = binder.parameter("blocks.3.net.1.bias");
      Tensor norm1RunningMean = binder.state("blocks.3.net.1.running_mean");
      Tensor norm1RunningVar = binder.state("blocks.3.net.1.running_var");
      Tensor activation1 = binder.activation(163_840, 32, 16, 16);
      Tensor norm1BatchMean = binder.statistic(768, 32);
      Tensor norm1BatchDeviation = binder.statistic(800, 32);
      Tensor norm1Mask = binder.mask(65_536, 8192);
      norm1 =
          binder.kernel(
              "stage2.0.norm1",
              new BatchNorm(1.0E-5, 0.1, true),
              List.of(conv1Out, norm1Weight, norm1Bias, norm1RunningMean, norm1RunningVar),
              List.of(activation1, norm1BatchMean, norm1BatchDeviation, norm1Mask));

      Tensor conv2Weight = binder.parameter("blocks.3.net.3.weight");
      Tensor conv2Out = binder.activation(188_416, 32, 16, 16);
      conv2 =
          binder.kernel(
              "stage2.0.conv2",
              new Conv2d(32, new Window(3, 1, 1), 1, false),
              List.of(activation1, conv2Weight),
              List.of(conv2Out));

      Tensor shortcutConvWeight = binder.parameter("blocks.3.downsample.weight");
      Tensor shortcutConvBias = binder.parameter("blocks.3.downsample.bias");
      Tensor shortcutConvOut = binder.activation(163_840, 32, 16, 16);
      shortcutConv =
          binder.kernel(
              "stage2.0.shortcut.conv",
              new Conv2d(32, new Window(1, 2, 0), 1, true),
              List.of(stage1Block2Activation2, shortcutConvWeight, shortcutConvBias),
              List.of(shortcutConvOut));

      Tensor norm2Weight = binder.parameter("blocks.3.net.4.weight");
      Tensor norm2Bias = binder.parameter("blocks.3.net.4.bias");
      Tensor norm2RunningMean = binder.state("blocks.3.net.4.running_mean");
      Tensor norm2RunningVar = binder.state("blocks.3.net.4.running_var");
      Tensor activation2 = binder.activation(172_032, 32, 16, 16);
      Tensor norm2BatchMean = binder.statistic(832, 32);
      Tensor norm2BatchDeviation = binder.statistic(864, 32);
      add =
          binder.kernel(
              "stage2.0.add",
              new Fused(
                  6,
                  List.of(
                      new FusedStep.Lead(new BatchNorm(1.0E-5, 0.1, false), List.of(0, 1, 2, 3, 4)),
                      new FusedStep.Sum(List.of(6, 5)),
                      new FusedStep.Apply(ActivationFunction.RELU, 7)),
                  List.of(8)),
              List.of(
                  conv2Out,
                  norm2Weight,
                  norm2Bias,
                  norm2RunningMean,
                  norm2RunningVar,
                  shortcutConvOut),
              List.of(activation2, norm2BatchMean, norm2BatchDeviation));

      // Backward, in the order in which it runs.
      Tensor addInputGradient = binder.activation(237_568, 32, 16, 16);
      Tensor shortcutConvWeightGradient = binder.gradient("blocks.3.downsample.weight");
      Tensor shortcutConvBiasGradient = binder.gradient("blocks.3.downsample.bias");
      shortcutConvWeightGrad =
          binder.kernel(
              "stage2.0.shortcut.conv.weightGrad",
              new Conv2dWeightGrad(new Conv2d(32, new Window(1, 2, 0), 1, true)),
              List.of(stage1Block2Activation2, addInputGradient),
              List.of(shortcutConvWeightGradient, shortcutConvBiasGradient));

      Tensor shortcutConvInputGradient = binder.activation(163_840, 16, 32, 32);
      shortcutConvInputGrad =
          binder.kernel(
              "stage2.0.shortcut.conv.inputGrad",
              new Conv2dInputGrad(new Conv2d(32, new Window(1, 2, 0), 1, true)),
              List.of(addInputGradient, shortcutConvWeight),
              List.of(shortcutConvInputGradient));

      Tensor conv2Gradient = binder.activation(237_568, 32, 16, 16); // in place of addInputGradient
      Tensor norm2WeightGradient = binder.gradient("blocks.3.net.4.weight");
      Tensor norm2BiasGradient = binder.gradient("blocks.3.net.4.bias");
      norm2Grad =
          binder.kernel(
              "stage2.0.norm2.grad",
              new BatchNormGrad(new BatchNorm(1.0E-5, 0.1, false)),
              List.of(
                  conv2Out,
                  addInputGradient,
                  norm2Weight,
                  norm2Bias,
                  norm2BatchMean,
                  norm2BatchDeviation),
              List.of(conv2Gradient, norm2WeightGradient, norm2BiasGradient));

      Tensor conv2WeightGradient = binder.gradient("blocks.3.net.3.weight");
      Tensor activation1Recomputed = binder.activation(188_416, 32, 16, 16);
      conv2WeightGrad =
          binder.kernel(
              "stage2.0.conv2.weightGrad",
              new RecomputedWeightGrad(
                  new BatchNormRecompute(new BatchNorm(1.0E-5, 0.1, true)),
                  new Conv2dWeightGrad(new Conv2d(32, new Window(3, 1, 1), 1, false))),
              List.of(
                  conv1Out,
                  norm1Weight,
                  norm1Bias,
                  norm1BatchMean,
                  norm1BatchDeviation,
                  conv2Gradient),
              List.of(conv2WeightGradient, activation1Recomputed));

      Tensor activation1Gradient = binder.activation(196_608, 32, 16, 16);
      conv2InputGrad =
          binder.kernel(
              "stage2.0.conv2.inputGrad",
              new Conv2dInputGrad(new Conv2d(32, new Window(3, 1, 1), 1, false)),
              List.of(conv2Gradient, conv2Weight),
              List.of(activation1Gradient));

      Tensor conv1Gradient = binder.activation(196_608, 32, 16, 16);
      Tensor norm1WeightGradient = binder.gradient("blocks.3.net.1.weight");
      Tensor norm1BiasGradient = binder.gradient("blocks.3.net.1.bias");
      norm1Grad =
          binder.kernel(
              "stage2.0.norm1.grad",
              new BatchNormGrad(new BatchNorm(1.0E-5, 0.1, true)),
              List.of(
                  conv1Out,
                  activation1Gradient,
                  norm1Weight,
                  norm1Bias,
                  norm1BatchMean,
                  norm1BatchDeviation,
                  norm1Mask),
              List.of(conv1Gradient, norm1WeightGradient, norm1BiasGradient));

      Tensor conv1WeightGradient = binder.gradient("blocks.3.net.0.weight");
      conv1WeightGrad =
          binder.kernel(
              "stage2.0.conv1.weightGrad",
              new Conv2dWeightGrad(new Conv2d(32, new Window(3, 2, 1), 1, false)),
              List.of(stage1Block2Activation2, conv1Gradient),
              List.of(conv1WeightGradient));

      Tensor conv1InputGradient = binder.activation(180_224, 16, 32, 32);
      conv1InputGrad =
          binder.kernel(
              "stage2.0.conv1.inputGrad",
              new Conv2dInputGrad(new Conv2d(32, new Window(3, 2, 1), 1, false)),
              List.of(conv1Gradient, conv1Weight),
              List.of(conv1InputGradient));

      Tensor stage1Block2AddInputGradient = binder.activation(163_840, 16, 32, 32);
      conv1GradientSum =
          binder.kernel(
              "stage2.0.conv1.gradientSum",
              new Fused(
                  3,
                  List.of(
                      new FusedStep.Sum(List.of(0, 1)),
                      new FusedStep.Slope(ActivationFunction.RELU, 2, 3)),
                  List.of(4)),
              List.of(shortcutConvInputGradient, conv1InputGradient, stage1Block2Activation2),
              List.of(stage1Block2AddInputGradient));
    }

    void forward() {
      conv1.run(); // conv2d 3x3 stride 2 padding 1: 16x32x32 -> 32x16x16
      norm1.run(); // batchNorm+relu: 32x16x16
      conv2.run(); // conv2d 3x3 padding 1: 32x16x16
      shortcutConv.run(); // conv2d 1x1 stride 2: 16x32x32 -> 32x16x16
      add.run(); // relu(norm(a) + f): 32x16x16
    }

    void backward() {
      shortcutConvWeightGrad.run(); // conv2d.weightGrad 1x1 stride 2: 16x32x32 -> 32x16x1x1
      shortcutConvInputGrad.run(); // conv2d.inputGrad 1x1 stride 2: 32x16x16 -> 16x32x32
      norm2Grad.run(); // batchNorm.grad: 32x16x16
      // batchNorm+relu.recompute+conv2d.weightGrad 3x3 padding 1: 32x16x16 -> 32x32x3x3
      conv2WeightGrad.run();
      conv2InputGrad.run(); // conv2d.inputGrad 3x3 padding 1: 32x16x16
      norm1Grad.run(); // batchNorm+relu.grad: 32x16x16
      conv1WeightGrad.run(); // conv2d.weightGrad 3x3 stride 2 padding 1: 16x32x32 -> 32x16x3x3
      conv1InputGrad.run(); // conv2d.inputGrad 3x3 stride 2 padding 1: 32x16x16 -> 16x32x32
      conv1GradientSum.run(); // (a + b) * [c > 0]: 16x32x32
    }
  }

  /** {@code stage2.1}: 32x16x16. */
  private static final class Stage2Block1Training {
    private final Kernel conv1;
    private final Kernel norm1;
    private final Kernel conv2;
    private final Kernel norm2;
    private final Kernel norm2Grad;
    private final Kernel conv2WeightGrad;
    private final Kernel conv2InputGrad;
    private final Kernel norm1Grad;
    private final Kernel conv1WeightGrad;
    private final Kernel conv1InputGrad;
    private final Kernel conv1GradientSum;

    Stage2Block1Training(Binder binder) {
      Tensor stage2Block0Activation2 = binder.activation(172_032, 32, 16, 16);
      Tensor conv1Weight = binder.parameter("blocks.4.net.0.weight");
      Tensor conv1Out = binder.activation(163_840, 32, 16, 16);
      conv1 =
          binder.kernel(
              "stage2.1.conv1",
              new Conv2d(32, new Window(3, 1, 1), 1, false),
              List.of(stage2Block0Activation2, conv1Weight),
              List.of(conv1Out));

      Tensor norm1Weight = binder.parameter("blocks.4.net.1.weight");
      Tensor norm1Bias = binder.parameter("blocks.4.net.1.bias");
      Tensor norm1RunningMean = binder.state("blocks.4.net.1.running_mean");
      Tensor norm1RunningVar = binder.state("blocks.4.net.1.running_var");
      Tensor activation1 = binder.activation(196_608, 32, 16, 16);
      Tensor norm1BatchMean = binder.statistic(896, 32);
      Tensor norm1BatchDeviation = binder.statistic(928, 32);
      Tensor norm1Mask = binder.mask(73_728, 8192);
      norm1 =
          binder.kernel(
              "stage2.1.norm1",
              new BatchNorm(1.0E-5, 0.1, true),
              List.of(conv1Out, norm1Weight, norm1Bias, norm1RunningMean, norm1RunningVar),
              List.of(activation1, norm1BatchMean, norm1BatchDeviation, norm1Mask));

      Tensor conv2Weight = binder.parameter("blocks.4.net.3.weight");
      Tensor conv2Out = binder.activation(204_800, 32, 16, 16);
      conv2 =
          binder.kernel(
              "stage2.1.conv2",
              new Conv2d(32, new Window(3, 1, 1), 1, false),
              List.of(activation1, conv2Weight),
              List.of(conv2Out));

      Tensor norm2Weight = binder.parameter("blocks.4.net.4.weight");
      Tensor norm2Bias = binder.parameter("blocks.4.net.4.bias");
      Tensor norm2RunningMean = binder.state("blocks.4.net.4.running_mean");
      Tensor norm2RunningVar = binder.state("blocks.4.net.4.running_var");
      Tensor activation2 = binder.activation(196_608, 32, 16, 16);
      Tensor norm2BatchMean = binder.statistic(960, 32);
      Tensor norm2BatchDeviation = binder.statistic(992, 32);
      norm2 =
          binder.kernel(
              "stage2.1.norm2",
              new Fused(
                  6,
                  List.of(
                      new FusedStep.Lead(new BatchNorm(1.0E-5, 0.1, false), List.of(0, 1, 2, 3, 4)),
                      new FusedStep.Sum(List.of(6, 5)),
                      new FusedStep.Apply(ActivationFunction.RELU, 7)),
                  List.of(8)),
              List.of(
                  conv2Out,
                  norm2Weight,
                  norm2Bias,
                  norm2RunningMean,
                  norm2RunningVar,
                  stage2Block0Activation2),
              List.of(activation2, norm2BatchMean, norm2BatchDeviation));

      // Backward, in the order in which it runs.
      Tensor addInputGradient = binder.activation(237_568, 32, 16, 16);
      Tensor conv2Gradient = binder.activation(196_608, 32, 16, 16);
      Tensor norm2WeightGradient = binder.gradient("blocks.4.net.4.weight");
      Tensor norm2BiasGradient = binder.gradient("blocks.4.net.4.bias");
      norm2Grad =
          binder.kernel(
              "stage2.1.norm2.grad",
              new BatchNormGrad(new BatchNorm(1.0E-5, 0.1, false)),
              List.of(
                  conv2Out,
                  addInputGradient,
                  norm2Weight,
                  norm2Bias,
                  norm2BatchMean,
                  norm2BatchDeviation),
              List.of(conv2Gradient, norm2WeightGradient, norm2BiasGradient));

      Tensor conv2WeightGradient = binder.gradient("blocks.4.net.3.weight");
      Tensor activation1Recomputed = binder.activation(204_800, 32, 16, 16);
      conv2WeightGrad =
          binder.kernel(
              "stage2.1.conv2.weightGrad",
              new RecomputedWeightGrad(
                  new BatchNormRecompute(new BatchNorm(1.0E-5, 0.1, true)),
                  new Conv2dWeightGrad(new Conv2d(32, new Window(3, 1, 1), 1, false))),
              List.of(
                  conv1Out,
                  norm1Weight,
                  norm1Bias,
                  norm1BatchMean,
                  norm1BatchDeviation,
                  conv2Gradient),
              List.of(conv2WeightGradient, activation1Recomputed));

      Tensor activation1Gradient = binder.activation(204_800, 32, 16, 16);
      conv2InputGrad =
          binder.kernel(
              "stage2.1.conv2.inputGrad",
              new Conv2dInputGrad(new Conv2d(32, new Window(3, 1, 1), 1, false)),
              List.of(conv2Gradient, conv2Weight),
              List.of(activation1Gradient));

      Tensor conv1Gradient = binder.activation(204_800, 32, 16, 16);
      Tensor norm1WeightGradient = binder.gradient("blocks.4.net.1.weight");
      Tensor norm1BiasGradient = binder.gradient("blocks.4.net.1.bias");
      norm1Grad =
          binder.kernel(
              "stage2.1.norm1.grad",
              new BatchNormGrad(new BatchNorm(1.0E-5, 0.1, true)),
              List.of(
                  conv1Out,
                  activation1Gradient,
                  norm1Weight,
                  norm1Bias,
                  norm1BatchMean,
                  norm1BatchDeviation,
                  norm1Mask),
              List.of(conv1Gradient, norm1WeightGradient, norm1BiasGradient));

      Tensor conv1WeightGradient = binder.gradient("blocks.4.net.0.weight");
      conv1WeightGrad =
          binder.kernel(
              "stage2.1.conv1.weightGrad",
              new Conv2dWeightGrad(new Conv2d(32, new Window(3, 1, 1), 1, false)),
              List.of(stage2Block0Activation2, conv1Gradient),
              List.of(conv1WeightGradient));

      Tensor conv1InputGradient = binder.activation(163_840, 32, 16, 16);
      conv1InputGrad =
          binder.kernel(
              "stage2.1.conv1.inputGrad",
              new Conv2dInputGrad(new Conv2d(32, new Window(3, 1, 1), 1, false)),
              List.of(conv1Gradient, conv1Weight),
              List.of(conv1InputGradient));

      Tensor stage2Block0AddInputGradient = binder.activation(237_568, 32, 16, 16);
      conv1GradientSum =
          binder.kernel(
              "stage2.1.conv1.gradientSum",
              new Fused(
                  3,
                  List.of(
                      new FusedStep.Sum(List.of(0, 1)),
                      new FusedStep.Slope(ActivationFunction.RELU, 2, 3)),
                  List.of(4)),
              List.of(addInputGradient, conv1InputGradient, stage2Block0Activation2),
              List.of(stage2Block0AddInputGradient));
    }

    void forward() {
      conv1.run(); // conv2d 3x3 padding 1: 32x16x16
      norm1.run(); // batchNorm+relu: 32x16x16
      conv2.run(); // conv2d 3x3 padding 1: 32x16x16
      norm2.run(); // relu(norm(a) + f): 32x16x16
    }

    void backward() {
      norm2Grad.run(); // batchNorm.grad: 32x16x16
      // batchNorm+relu.recompute+conv2d.weightGrad 3x3 padding 1: 32x16x16 -> 32x32x3x3
      conv2WeightGrad.run();
      conv2InputGrad.run(); // conv2d.inputGrad 3x3 padding 1: 32x16x16
      norm1Grad.run(); // batchNorm+relu.grad: 32x16x16
      conv1WeightGrad.run(); // conv2d.weightGrad 3x3 padding 1: 32x16x16 -> 32x32x3x3
      conv1InputGrad.run(); // conv2d.inputGrad 3x3 padding 1: 32x16x16
      conv1GradientSum.run(); // (a + b) * [c > 0]: 32x16x16
    }
  }

  /** {@code stage2.2}: 32x16x16. */
  private static final class Stage2Block2Training {
    private final Kernel conv1;
    private final Kernel norm1;
    private final Kernel conv2;
    private final Kernel norm2;
    private final Kernel norm2Grad;
    private final Kernel conv2WeightGrad;
    private final Kernel conv2InputGrad;
    private final Kernel norm1Grad;
    private final Kernel conv1WeightGrad;
    private final Kernel conv1InputGrad;
    private final Kernel conv1GradientSum;

    Stage2Block2Training(Binder binder) {
      Tensor stage2Block1Activation2 = binder.activation(196_608, 32, 16, 16);
      Tensor conv1Weight = binder.parameter("blocks.5.net.0.weight");
      Tensor conv1Out = binder.activation(212_992, 32, 16, 16);
      conv1 =
          binder.kernel(
              "stage2.2.conv1",
              new Conv2d(32, new Window(3, 1, 1), 1, false),
              List.of(stage2Block1Activation2, conv1Weight),
              List.of(conv1Out));

      Tensor norm1Weight = binder.parameter("blocks.5.net.1.weight");
      Tensor norm1Bias = binder.parameter("blocks.5.net.1.bias");
      Tensor norm1RunningMean = binder.state("blocks.5.net.1.running_mean");
      Tensor norm1RunningVar = binder.state("blocks.5.net.1.running_var");
      Tensor activation1 = binder.activation(221_184, 32, 16, 16);
      Tensor norm1BatchMean = binder.statistic(1024, 32);
      Tensor norm1BatchDeviation = binder.statistic(1056, 32);
      Tensor norm1Mask = binder.mask(81_920, 8192);
      norm1 =
          binder.kernel(
              "stage2.2.norm1",
              new BatchNorm(1.0E-5, 0.1, true),
              List.of(conv1Out, norm1Weight, norm1Bias, norm1RunningMean, norm1RunningVar),
              List.of(activation1, norm1BatchMean, norm1BatchDeviation, norm1Mask));

      Tensor conv2Weight = binder.parameter("blocks.5.net.3.weight");
      Tensor conv2Out = binder.activation(229_376, 32, 16, 16);
      conv2 =
          binder.kernel(
              "stage2.2.conv2",
              new Conv2d(32, new Window(3, 1, 1), 1, false),
              List.of(activation1, conv2Weight),
              List.of(conv2Out));

      Tensor norm2Weight = binder.parameter("blocks.5.net.4.weight");
      Tensor norm2Bias = binder.parameter("blocks.5.net.4.bias");
      Tensor norm2RunningMean = binder.state("blocks.5.net.4.running_mean");
      Tensor norm2RunningVar = binder.state("blocks.5.net.4.running_var");
      Tensor activation2 = binder.activation(221_184, 32, 16, 16);
      Tensor norm2BatchMean = binder.statistic(1088, 32);
      Tensor norm2BatchDeviation = binder.statistic(1120, 32);
      norm2 =
          binder.kernel(
              "stage2.2.norm2",
              new Fused(
                  6,
                  List.of(
                      new FusedStep.Lead(new BatchNorm(1.0E-5, 0.1, false), List.of(0, 1, 2, 3, 4)),
                      new FusedStep.Sum(List.of(6, 5)),
                      new FusedStep.Apply(ActivationFunction.RELU, 7)),
                  List.of(8)),
              List.of(
                  conv2Out,
                  norm2Weight,
                  norm2Bias,
                  norm2RunningMean,
                  norm2RunningVar,
                  stage2Block1Activation2),
              List.of(activation2, norm2BatchMean, norm2BatchDeviation));

      // Backward, in the order in which it runs.
      Tensor addInputGradient = binder.activation(237_568, 32, 16, 16);
      Tensor conv2Gradient = binder.activation(221_184, 32, 16, 16);
      Tensor norm2WeightGradient = binder.gradient("blocks.5.net.4.weight");
      Tensor norm2BiasGradient = binder.gradient("blocks.5.net.4.bias");
      norm2Grad =
          binder.kernel(
              "stage2.2.norm2.grad",
              new BatchNormGrad(new BatchNorm(1.0E-5, 0.1, false)),
              List.of(
                  conv2Out,
                  addInputGradient,
                  norm2Weight,
                  norm2Bias,
                  norm2BatchMean,
                  norm2BatchDeviation),
              List.of(conv2Gradient, norm2WeightGradient, norm2BiasGradient));

      Tensor conv2WeightGradient = binder.gradient("blocks.5.net.3.weight");
      Tensor activation1Recomputed = binder.activation(229_376, 32, 16, 16);
      conv2WeightGrad =
          binder.kernel(
              "stage2.2.conv2.weightGrad",
              new RecomputedWeightGrad(
                  new BatchNormRecompute(new BatchNorm(1.0E-5, 0.1, true)),
                  new Conv2dWeightGrad(new Conv2d(32, new Window(3, 1, 1), 1, false))),
              List.of(
                  conv1Out,
                  norm1Weight,
                  norm1Bias,
                  norm1BatchMean,
                  norm1BatchDeviation,
                  conv2Gradient),
              List.of(conv2WeightGradient, activation1Recomputed));

      Tensor activation1Gradient = binder.activation(229_376, 32, 16, 16);
      conv2InputGrad =
          binder.kernel(
              "stage2.2.conv2.inputGrad",
              new Conv2dInputGrad(new Conv2d(32, new Window(3, 1, 1), 1, false)),
              List.of(conv2Gradient, conv2Weight),
              List.of(activation1Gradient));

      Tensor conv1Gradient = binder.activation(229_376, 32, 16, 16);
      Tensor norm1WeightGradient = binder.gradient("blocks.5.net.1.weight");
      Tensor norm1BiasGradient = binder.gradient("blocks.5.net.1.bias");
      norm1Grad =
          binder.kernel(
              "stage2.2.norm1.grad",
              new BatchNormGrad(new BatchNorm(1.0E-5, 0.1, true)),
              List.of(
                  conv1Out,
                  activation1Gradient,
                  norm1Weight,
                  norm1Bias,
                  norm1BatchMean,
                  norm1BatchDeviation,
                  norm1Mask),
              List.of(conv1Gradient, norm1WeightGradient, norm1BiasGradient));

      Tensor conv1WeightGradient = binder.gradient("blocks.5.net.0.weight");
      conv1WeightGrad =
          binder.kernel(
              "stage2.2.conv1.weightGrad",
              new Conv2dWeightGrad(new Conv2d(32, new Window(3, 1, 1), 1, false)),
              List.of(stage2Block1Activation2, conv1Gradient),
              List.of(conv1WeightGradient));

      Tensor conv1InputGradient = binder.activation(212_992, 32, 16, 16);
      conv1InputGrad =
          binder.kernel(
              "stage2.2.conv1.inputGrad",
              new Conv2dInputGrad(new Conv2d(32, new Window(3, 1, 1), 1, false)),
              List.of(conv1Gradient, conv1Weight),
              List.of(conv1InputGradient));

      Tensor stage2Block1AddInputGradient = binder.activation(237_568, 32, 16, 16);
      conv1GradientSum =
          binder.kernel(
              "stage2.2.conv1.gradientSum",
              new Fused(
                  3,
                  List.of(
                      new FusedStep.Sum(List.of(0, 1)),
                      new FusedStep.Slope(ActivationFunction.RELU, 2, 3)),
                  List.of(4)),
              List.of(addInputGradient, conv1InputGradient, stage2Block1Activation2),
              List.of(stage2Block1AddInputGradient));
    }

    void forward() {
      conv1.run(); // conv2d 3x3 padding 1: 32x16x16
      norm1.run(); // batchNorm+relu: 32x16x16
      conv2.run(); // conv2d 3x3 padding 1: 32x16x16
      norm2.run(); // relu(norm(a) + f): 32x16x16
    }

    void backward() {
      norm2Grad.run(); // batchNorm.grad: 32x16x16
      // batchNorm+relu.recompute+conv2d.weightGrad 3x3 padding 1: 32x16x16 -> 32x32x3x3
      conv2WeightGrad.run();
      conv2InputGrad.run(); // conv2d.inputGrad 3x3 padding 1: 32x16x16
      norm1Grad.run(); // batchNorm+relu.grad: 32x16x16
      conv1WeightGrad.run(); // conv2d.weightGrad 3x3 padding 1: 32x16x16 -> 32x32x3x3
      conv1InputGrad.run(); // conv2d.inputGrad 3x3 padding 1: 32x16x16
      conv1GradientSum.run(); // (a + b) * [c > 0]: 32x16x16
    }
  }

  /** {@code stage3}: 3 blocks. */
  private static final class Stage3Training {
    private final Stage3Block0Training block0;
    private final Stage3Block1Training block1;
    private final Stage3Block2Training block2;

    Stage3Training(Binder binder) {
      block0 = new Stage3Block0Training(binder);
      block1 = new Stage3Block1Training(binder);
      block2 = new Stage3Block2Training(binder);
    }

    void forward() {
      block0.forward();
      block1.forward();
      block2.forward();
    }

    void backward() {
      block2.backward();
      block1.backward();
      block0.backward();
    }
  }

  /** {@code stage3.0}: 32x16x16 to 64x8x8. */
  private static final class Stage3Block0Training {
    private final Kernel conv1;
    private final Kernel norm1;
    private final Kernel conv2;
    private final Kernel shortcutConv;
    private final Kernel add;
    private final Kernel shortcutConvWeightGrad;
    private final Kernel shortcutConvInputGrad;
    private final Kernel norm2Grad;
    private final Kernel conv2WeightGrad;
    private final Kernel conv2InputGrad;
    private final Kernel norm1Grad;
    private final Kernel conv1WeightGrad;
    private final Kernel conv1InputGrad;
    private final Kernel conv1GradientSum;

    Stage3Block0Training(Binder binder) {
      Tensor stage2Block2Activation2 = binder.activation(221_184, 32, 16, 16);
      Tensor conv1Weight = binder.parameter("blocks.6.net.0.weight");
      Tensor conv1Out = binder.activation(245_760, 64, 8, 8);
      conv1 =
          binder.kernel(
              "stage3.0.conv1",
              new Conv2d(64, new Window(3, 2, 1), 1, false),
              List.of(stage2Block2Activation2, conv1Weight),
              List.of(conv1Out));

      Tensor norm1Weight = binder.parameter("blocks.6.net.1.weight");
      Tensor norm1Bias = binder.parameter("blocks.6.net.1.bias");
      Tensor norm1RunningMean = binder.state("blocks.6.net.1.running_mean");
      Tensor norm1RunningVar = binder.state("blocks.6.net.1.running_var");
      Tensor activation1 = binder.activation(237_568, 64, 8, 8);
      Tensor norm1BatchMean = binder.statistic(0, 64);
      Tensor norm1BatchDeviation = binder.statistic(64, 64);
      Tensor norm1Mask = binder.mask(90_112, 4096);
      norm1 =
          binder.kernel(
              "stage3.0.norm1",
              new BatchNorm(1.0E-5, 0.1, true),
              List.of(conv1Out, norm1Weight, norm1Bias, norm1RunningMean, norm1RunningVar),
              List.of(activation1, norm1BatchMean, norm1BatchDeviation, norm1Mask));

      Tensor conv2Weight = binder.parameter("blocks.6.net.3.weight");
      Tensor conv2Out = binder.activation(249_856, 64, 8, 8);
      conv2 =
          binder.kernel(
              "stage3.0.conv2",
              new Conv2d(64, new Window(3, 1, 1), 1, false),
              List.of(activation1, conv2Weight),
              List.of(conv2Out));

      Tensor shortcutConvWeight = binder.parameter("blocks.6.downsample.weight");
      Tensor shortcutConvBias = binder.parameter("blocks.6.downsample.bias");
      Tensor shortcutConvOut = binder.activation(237_568, 64, 8, 8);
      shortcutConv =
          binder.kernel(
              "stage3.0.shortcut.conv",
              new Conv2d(64, new Window(1, 2, 0), 1, true),
              List.of(stage2Block2Activation2, shortcutConvWeight, shortcutConvBias),
              List.of(shortcutConvOut));

      Tensor norm2Weight = binder.parameter("blocks.6.net.4.weight");
      Tensor norm2Bias = binder.parameter("blocks.6.net.4.bias");
      Tensor norm2RunningMean = binder.state("blocks.6.net.4.running_mean");
      Tensor norm2RunningVar = binder.state("blocks.6.net.4.running_var");
      Tensor activation2 = binder.activation(241_664, 64, 8, 8);
      Tensor norm2BatchMean = binder.statistic(128, 64);
      Tensor norm2BatchDeviation = binder.statistic(192, 64);
      add =
          binder.kernel(
              "stage3.0.add",
              new Fused(
                  6,
                  List.of(
                      new FusedStep.Lead(new BatchNorm(1.0E-5, 0.1, false), List.of(0, 1, 2, 3, 4)),
                      new FusedStep.Sum(List.of(6, 5)),
                      new FusedStep.Apply(ActivationFunction.RELU, 7)),
                  List.of(8)),
              List.of(
                  conv2Out,
                  norm2Weight,
                  norm2Bias,
                  norm2RunningMean,
                  norm2RunningVar,
                  shortcutConvOut),
              List.of(activation2, norm2BatchMean, norm2BatchDeviation));

      // Backward, in the order in which it runs.
      Tensor addInputGradient = binder.activation(274_432, 64, 8, 8);
      Tensor shortcutConvWeightGradient = binder.gradient("blocks.6.downsample.weight");
      Tensor shortcutConvBiasGradient = binder.gradient("blocks.6.downsample.bias");
      shortcutConvWeightGrad =
          binder.kernel(
              "stage3.0.shortcut.conv.weightGrad",
              new Conv2dWeightGrad(new Conv2d(64, new Window(1, 2, 0), 1, true)),
              List.of(stage2Block2Activation2, addInputGradient),
              List.of(shortcutConvWeightGradient, shortcutConvBiasGradient));

      Tensor shortcutConvInputGradient = binder.activation(237_568, 32, 16, 16);
      shortcutConvInputGrad =
          binder.kernel(
              "stage3.0.shortcut.conv.inputGrad",
              new Conv2dInputGrad(new Conv2d(64, new Window(1, 2, 0), 1, true)),
              List.of(addInputGradient, shortcutConvWeight),
              List.of(shortcutConvInputGradient));

      Tensor conv2Gradient = binder.activation(274_432, 64, 8, 8); // in place of addInputGradient
      Tensor norm2WeightGradient = binder.gradient("blocks.6.net.4.weight");
      Tensor norm2BiasGradient = binder.gradient("blocks.6.net.4.bias");
      norm2Grad =
          binder.kernel(
              "stage3.0.norm2.grad",
              new BatchNormGrad(new BatchNorm(1.0E-5, 0.1, false)),
              List.of(
                  conv2Out,
                  addInputGradient,
                  norm2Weight,
                  norm2Bias,
                  norm2BatchMean,
                  norm2BatchDeviation),
              List.of(conv2Gradient, norm2WeightGradient, norm2BiasGradient));

      Tensor conv2WeightGradient = binder.gradient("blocks.6.net.3.weight");
      Tensor activation1Recomputed = binder.activation(249_856, 64, 8, 8);
      conv2WeightGrad =
          binder.kernel(
              "stage3.0.conv2.weightGrad",
              new RecomputedWeightGrad(
                  new BatchNormRecompute(new BatchNorm(1.0E-5, 0.1, true)),
                  new Conv2dWeightGrad(new Conv2d(64, new Window(3, 1, 1), 1, false))),
              List.of(
                  conv1Out,
                  norm1Weight,
                  norm1Bias,
                  norm1BatchMean,
                  norm1BatchDeviation,
                  conv2Gradient),
              List.of(conv2WeightGradient, activation1Recomputed));

      Tensor activation1Gradient = binder.activation(253_952, 64, 8, 8);
      conv2InputGrad =
          binder.kernel(
              "stage3.0.conv2.inputGrad",
              new Conv2dInputGrad(new Conv2d(64, new Window(3, 1, 1), 1, false)),
              List.of(conv2Gradient, conv2Weight),
              List.of(activation1Gradient));

      Tensor conv1Gradient = binder.activation(253_952, 64, 8, 8);
      Tensor norm1WeightGradient = binder.gradient("blocks.6.net.1.weight");
      Tensor norm1BiasGradient = binder.gradient("blocks.6.net.1.bias");
      norm1Grad =
          binder.kernel(
              "stage3.0.norm1.grad",
              new BatchNormGrad(new BatchNorm(1.0E-5, 0.1, true)),
              List.of(
                  conv1Out,
                  activation1Gradient,
                  norm1Weight,
                  norm1Bias,
                  norm1BatchMean,
                  norm1BatchDeviation,
                  norm1Mask),
              List.of(conv1Gradient, norm1WeightGradient, norm1BiasGradient));

      Tensor conv1WeightGradient = binder.gradient("blocks.6.net.0.weight");
      conv1WeightGrad =
          binder.kernel(
              "stage3.0.conv1.weightGrad",
              new Conv2dWeightGrad(new Conv2d(64, new Window(3, 2, 1), 1, false)),
              List.of(stage2Block2Activation2, conv1Gradient),
              List.of(conv1WeightGradient));

      Tensor conv1InputGradient = binder.activation(245_760, 32, 16, 16);
      conv1InputGrad =
          binder.kernel(
              "stage3.0.conv1.inputGrad",
              new Conv2dInputGrad(new Conv2d(64, new Window(3, 2, 1), 1, false)),
              List.of(conv1Gradient, conv1Weight),
              List.of(conv1InputGradient));

      Tensor stage2Block2AddInputGradient = binder.activation(237_568, 32, 16, 16);
      conv1GradientSum =
          binder.kernel(
              "stage3.0.conv1.gradientSum",
              new Fused(
                  3,
                  List.of(
                      new FusedStep.Sum(List.of(0, 1)),
                      new FusedStep.Slope(ActivationFunction.RELU, 2, 3)),
                  List.of(4)),
              List.of(shortcutConvInputGradient, conv1InputGradient, stage2Block2Activation2),
              List.of(stage2Block2AddInputGradient));
    }

    void forward() {
      conv1.run(); // conv2d 3x3 stride 2 padding 1: 32x16x16 -> 64x8x8
      norm1.run(); // batchNorm+relu: 64x8x8
      conv2.run(); // conv2d 3x3 padding 1: 64x8x8
      shortcutConv.run(); // conv2d 1x1 stride 2: 32x16x16 -> 64x8x8
      add.run(); // relu(norm(a) + f): 64x8x8
    }

    void backward() {
      shortcutConvWeightGrad.run(); // conv2d.weightGrad 1x1 stride 2: 32x16x16 -> 64x32x1x1
      shortcutConvInputGrad.run(); // conv2d.inputGrad 1x1 stride 2: 64x8x8 -> 32x16x16
      norm2Grad.run(); // batchNorm.grad: 64x8x8
      // batchNorm+relu.recompute+conv2d.weightGrad 3x3 padding 1: 64x8x8 -> 64x64x3x3
      conv2WeightGrad.run();
      conv2InputGrad.run(); // conv2d.inputGrad 3x3 padding 1: 64x8x8
      norm1Grad.run(); // batchNorm+relu.grad: 64x8x8
      conv1WeightGrad.run(); // conv2d.weightGrad 3x3 stride 2 padding 1: 32x16x16 -> 64x32x3x3
      conv1InputGrad.run(); // conv2d.inputGrad 3x3 stride 2 padding 1: 64x8x8 -> 32x16x16
      conv1GradientSum.run(); // (a + b) * [c > 0]: 32x16x16
    }
  }

  /** {@code stage3.1}: 64x8x8. */
  private static final class Stage3Block1Training {
    private final Kernel conv1;
    private final Kernel norm1;
    private final Kernel conv2;
    private final Kernel norm2;
    private final Kernel norm2Grad;
    private final Kernel conv2WeightGrad;
    private final Kernel conv2InputGrad;
    private final Kernel norm1Grad;
    private final Kernel conv1WeightGrad;
    private final Kernel conv1InputGrad;
    private final Kernel conv1GradientSum;

    Stage3Block1Training(Binder binder) {
      Tensor stage3Block0Activation2 = binder.activation(241_664, 64, 8, 8);
      Tensor conv1Weight = binder.parameter("blocks.7.net.0.weight");
      Tensor conv1Out = binder.activation(237_568, 64, 8, 8);
      conv1 =
          binder.kernel(
              "stage3.1.conv1",
              new Conv2d(64, new Window(3, 1, 1), 1, false),
              List.of(stage3Block0Activation2, conv1Weight),
              List.of(conv1Out));

      Tensor norm1Weight = binder.parameter("blocks.7.net.1.weight");
      Tensor norm1Bias = binder.parameter("blocks.7.net.1.bias");
      Tensor norm1RunningMean = binder.state("blocks.7.net.1.running_mean");
      Tensor norm1RunningVar = binder.state("blocks.7.net.1.running_var");
      Tensor activation1 = binder.activation(253_952, 64, 8, 8);
      Tensor norm1BatchMean = binder.statistic(256, 64);
      Tensor norm1BatchDeviation = binder.statistic(320, 64);
      Tensor norm1Mask = binder.mask(94_208, 4096);
      norm1 =
          binder.kernel(
              "stage3.1.norm1",
              new BatchNorm(1.0E-5, 0.1, true),
              List.of(conv1Out, norm1Weight, norm1Bias, norm1RunningMean, norm1RunningVar),
              List.of(activation1, norm1BatchMean, norm1BatchDeviation, norm1Mask));

      Tensor conv2Weight = binder.parameter("blocks.7.net.3.weight");
      Tensor conv2Out = binder.activation(258_048, 64, 8, 8);
      conv2 =
          binder.kernel(
              "stage3.1.conv2",
              new Conv2d(64, new Window(3, 1, 1), 1, false),
              List.of(activation1, conv2Weight),
              List.of(conv2Out));

      Tensor norm2Weight = binder.parameter("blocks.7.net.4.weight");
      Tensor norm2Bias = binder.parameter("blocks.7.net.4.bias");
      Tensor norm2RunningMean = binder.state("blocks.7.net.4.running_mean");
      Tensor norm2RunningVar = binder.state("blocks.7.net.4.running_var");
      Tensor activation2 = binder.activation(253_952, 64, 8, 8);
      Tensor norm2BatchMean = binder.statistic(384, 64);
      Tensor norm2BatchDeviation = binder.statistic(448, 64);
      norm2 =
          binder.kernel(
              "stage3.1.norm2",
              new Fused(
                  6,
                  List.of(
                      new FusedStep.Lead(new BatchNorm(1.0E-5, 0.1, false), List.of(0, 1, 2, 3, 4)),
                      new FusedStep.Sum(List.of(6, 5)),
                      new FusedStep.Apply(ActivationFunction.RELU, 7)),
                  List.of(8)),
              List.of(
                  conv2Out,
                  norm2Weight,
                  norm2Bias,
                  norm2RunningMean,
                  norm2RunningVar,
                  stage3Block0Activation2),
              List.of(activation2, norm2BatchMean, norm2BatchDeviation));

      // Backward, in the order in which it runs.
      Tensor addInputGradient = binder.activation(274_432, 64, 8, 8);
      Tensor conv2Gradient = binder.activation(253_952, 64, 8, 8);
      Tensor norm2WeightGradient = binder.gradient("blocks.7.net.4.weight");
      Tensor norm2BiasGradient = binder.gradient("blocks.7.net.4.bias");
      norm2Grad =
          binder.kernel(
              "stage3.1.norm2.grad",
              new BatchNormGrad(new BatchNorm(1.0E-5, 0.1, false)),
              List.of(
                  conv2Out,
                  addInputGradient,
                  norm2Weight,
                  norm2Bias,
                  norm2BatchMean,
                  norm2BatchDeviation),
              List.of(conv2Gradient, norm2WeightGradient, norm2BiasGradient));

      Tensor conv2WeightGradient = binder.gradient("blocks.7.net.3.weight");
      Tensor activation1Recomputed = binder.activation(258_048, 64, 8, 8);
      conv2WeightGrad =
          binder.kernel(
              "stage3.1.conv2.weightGrad",
              new RecomputedWeightGrad(
                  new BatchNormRecompute(new BatchNorm(1.0E-5, 0.1, true)),
                  new Conv2dWeightGrad(new Conv2d(64, new Window(3, 1, 1), 1, false))),
              List.of(
                  conv1Out,
                  norm1Weight,
                  norm1Bias,
                  norm1BatchMean,
                  norm1BatchDeviation,
                  conv2Gradient),
              List.of(conv2WeightGradient, activation1Recomputed));

      Tensor activation1Gradient = binder.activation(258_048, 64, 8, 8);
      conv2InputGrad =
          binder.kernel(
              "stage3.1.conv2.inputGrad",
              new Conv2dInputGrad(new Conv2d(64, new Window(3, 1, 1), 1, false)),
              List.of(conv2Gradient, conv2Weight),
              List.of(activation1Gradient));

      Tensor conv1Gradient = binder.activation(258_048, 64, 8, 8);
      Tensor norm1WeightGradient = binder.gradient("blocks.7.net.1.weight");
      Tensor norm1BiasGradient = binder.gradient("blocks.7.net.1.bias");
      norm1Grad =
          binder.kernel(
              "stage3.1.norm1.grad",
              new BatchNormGrad(new BatchNorm(1.0E-5, 0.1, true)),
              List.of(
                  conv1Out,
                  activation1Gradient,
                  norm1Weight,
                  norm1Bias,
                  norm1BatchMean,
                  norm1BatchDeviation,
                  norm1Mask),
              List.of(conv1Gradient, norm1WeightGradient, norm1BiasGradient));

      Tensor conv1WeightGradient = binder.gradient("blocks.7.net.0.weight");
      conv1WeightGrad =
          binder.kernel(
              "stage3.1.conv1.weightGrad",
              new Conv2dWeightGrad(new Conv2d(64, new Window(3, 1, 1), 1, false)),
              List.of(stage3Block0Activation2, conv1Gradient),
              List.of(conv1WeightGradient));

      Tensor conv1InputGradient = binder.activation(237_568, 64, 8, 8);
      conv1InputGrad =
          binder.kernel(
              "stage3.1.conv1.inputGrad",
              new Conv2dInputGrad(new Conv2d(64, new Window(3, 1, 1), 1, false)),
              List.of(conv1Gradient, conv1Weight),
              List.of(conv1InputGradient));

      Tensor stage3Block0AddInputGradient = binder.activation(274_432, 64, 8, 8);
      conv1GradientSum =
          binder.kernel(
              "stage3.1.conv1.gradientSum",
              new Fused(
                  3,
                  List.of(
                      new FusedStep.Sum(List.of(0, 1)),
                      new FusedStep.Slope(ActivationFunction.RELU, 2, 3)),
                  List.of(4)),
              List.of(addInputGradient, conv1InputGradient, stage3Block0Activation2),
              List.of(stage3Block0AddInputGradient));
    }

    void forward() {
      conv1.run(); // conv2d 3x3 padding 1: 64x8x8
      norm1.run(); // batchNorm+relu: 64x8x8
      conv2.run(); // conv2d 3x3 padding 1: 64x8x8
      norm2.run(); // relu(norm(a) + f): 64x8x8
    }

    void backward() {
      norm2Grad.run(); // batchNorm.grad: 64x8x8
      // batchNorm+relu.recompute+conv2d.weightGrad 3x3 padding 1: 64x8x8 -> 64x64x3x3
      conv2WeightGrad.run();
      conv2InputGrad.run(); // conv2d.inputGrad 3x3 padding 1: 64x8x8
      norm1Grad.run(); // batchNorm+relu.grad: 64x8x8
      conv1WeightGrad.run(); // conv2d.weightGrad 3x3 padding 1: 64x8x8 -> 64x64x3x3
      conv1InputGrad.run(); // conv2d.inputGrad 3x3 padding 1: 64x8x8
      conv1GradientSum.run(); // (a + b) * [c > 0]: 64x8x8
    }
  }

  /** {@code stage3.2}: 64x8x8. */
  private static final class Stage3Block2Training {
    private final Kernel conv1;
    private final Kernel norm1;
    private final Kernel conv2;
    private final Kernel norm2;
    private final Kernel addGrad;
    private final Kernel norm2Grad;
    private final Kernel conv2WeightGrad;
    private final Kernel conv2InputGrad;
    private final Kernel norm1Grad;
    private final Kernel conv1WeightGrad;
    private final Kernel conv1InputGrad;
    private final Kernel conv1GradientSum;

    Stage3Block2Training(Binder binder) {
      Tensor stage3Block1Activation2 = binder.activation(253_952, 64, 8, 8);
      Tensor conv1Weight = binder.parameter("blocks.8.net.0.weight");
      Tensor conv1Out = binder.activation(262_144, 64, 8, 8);
      conv1 =
          binder.kernel(
              "stage3.2.conv1",
              new Conv2d(64, new Window(3, 1, 1), 1, false),
              List.of(stage3Block1Activation2, conv1Weight),
              List.of(conv1Out));

      Tensor norm1Weight = binder.parameter("blocks.8.net.1.weight");
      Tensor norm1Bias = binder.parameter("blocks.8.net.1.bias");
      Tensor norm1RunningMean = binder.state("blocks.8.net.1.running_mean");
      Tensor norm1RunningVar = binder.state("blocks.8.net.1.running_var");
      Tensor activation1 = binder.activation(266_240, 64, 8, 8);
      Tensor norm1BatchMean = binder.statistic(512, 64);
      Tensor norm1BatchDeviation = binder.statistic(576, 64);
      Tensor norm1Mask = binder.mask(98_304, 4096);
      norm1 =
          binder.kernel(
              "stage3.2.norm1",
              new BatchNorm(1.0E-5, 0.1, true),
              List.of(conv1Out, norm1Weight, norm1Bias, norm1RunningMean, norm1RunningVar),
              List.of(activation1, norm1BatchMean, norm1BatchDeviation, norm1Mask));

      Tensor conv2Weight = binder.parameter("blocks.8.net.3.weight");
      Tensor conv2Out = binder.activation(270_336, 64, 8, 8);
      conv2 =
          binder.kernel(
              "stage3.2.conv2",
              new Conv2d(64, new Window(3, 1, 1), 1, false),
              List.of(activation1, conv2Weight),
              List.of(conv2Out));

      Tensor norm2Weight = binder.parameter("blocks.8.net.4.weight");
      Tensor norm2Bias = binder.parameter("blocks.8.net.4.bias");
      Tensor norm2RunningMean = binder.state("blocks.8.net.4.running_mean");
      Tensor norm2RunningVar = binder.state("blocks.8.net.4.running_var");
      Tensor activation2 = binder.activation(266_240, 64, 8, 8);
      Tensor norm2BatchMean = binder.statistic(640, 64);
      Tensor norm2BatchDeviation = binder.statistic(704, 64);
      norm2 =
          binder.kernel(
              "stage3.2.norm2",
              new Fused(
                  6,
                  List.of(
                      new FusedStep.Lead(new BatchNorm(1.0E-5, 0.1, false), List.of(0, 1, 2, 3, 4)),
                      new FusedStep.Sum(List.of(6, 5)),
                      new FusedStep.Apply(ActivationFunction.RELU, 7)),
                  List.of(8)),
              List.of(
                  conv2Out,
                  norm2Weight,
                  norm2Bias,
                  norm2RunningMean,
                  norm2RunningVar,
                  stage3Block1Activation2),
              List.of(activation2, norm2BatchMean, norm2BatchDeviation));

      // Backward, in the order in which it runs.
      Tensor activation2Gradient = binder.activation(274_432, 64, 8, 8);
      Tensor addInputGradient = binder.activation(274_432, 64, 8, 8);
      addGrad =
          binder.kernel(
              "stage3.2.add.grad",
              new ActivationGrad(ActivationFunction.RELU),
              List.of(activation2, activation2Gradient),
              List.of(addInputGradient));

      Tensor conv2Gradient = binder.activation(266_240, 64, 8, 8);
      Tensor norm2WeightGradient = binder.gradient("blocks.8.net.4.weight");
      Tensor norm2BiasGradient = binder.gradient("blocks.8.net.4.bias");
      norm2Grad =
          binder.kernel(
              "stage3.2.norm2.grad",
              new BatchNormGrad(new BatchNorm(1.0E-5, 0.1, false)),
              List.of(
                  conv2Out,
                  addInputGradient,
                  norm2Weight,
                  norm2Bias,
                  norm2BatchMean,
                  norm2BatchDeviation),
              List.of(conv2Gradient, norm2WeightGradient, norm2BiasGradient));

      Tensor conv2WeightGradient = binder.gradient("blocks.8.net.3.weight");
      Tensor activation1Recomputed = binder.activation(270_336, 64, 8, 8);
      conv2WeightGrad =
          binder.kernel(
              "stage3.2.conv2.weightGrad",
              new RecomputedWeightGrad(
                  new BatchNormRecompute(new BatchNorm(1.0E-5, 0.1, true)),
                  new Conv2dWeightGrad(new Conv2d(64, new Window(3, 1, 1), 1, false))),
              List.of(
                  conv1Out,
                  norm1Weight,
                  norm1Bias,
                  norm1BatchMean,
                  norm1BatchDeviation,
                  conv2Gradient),
              List.of(conv2WeightGradient, activation1Recomputed));

      Tensor activation1Gradient = binder.activation(270_336, 64, 8, 8);
      conv2InputGrad =
          binder.kernel(
              "stage3.2.conv2.inputGrad",
              new Conv2dInputGrad(new Conv2d(64, new Window(3, 1, 1), 1, false)),
              List.of(conv2Gradient, conv2Weight),
              List.of(activation1Gradient));

      Tensor conv1Gradient = binder.activation(270_336, 64, 8, 8);
      Tensor norm1WeightGradient = binder.gradient("blocks.8.net.1.weight");
      Tensor norm1BiasGradient = binder.gradient("blocks.8.net.1.bias");
      norm1Grad =
          binder.kernel(
              "stage3.2.norm1.grad",
              new BatchNormGrad(new BatchNorm(1.0E-5, 0.1, true)),
              List.of(
                  conv1Out,
                  activation1Gradient,
                  norm1Weight,
                  norm1Bias,
                  norm1BatchMean,
                  norm1BatchDeviation,
                  norm1Mask),
              List.of(conv1Gradient, norm1WeightGradient, norm1BiasGradient));

      Tensor conv1WeightGradient = binder.gradient("blocks.8.net.0.weight");
      conv1WeightGrad =
          binder.kernel(
              "stage3.2.conv1.weightGrad",
              new Conv2dWeightGrad(new Conv2d(64, new Window(3, 1, 1), 1, false)),
              List.of(stage3Block1Activation2, conv1Gradient),
              List.of(conv1WeightGradient));

      Tensor conv1InputGradient = binder.activation(262_144, 64, 8, 8);
      conv1InputGrad =
          binder.kernel(
              "stage3.2.conv1.inputGrad",
              new Conv2dInputGrad(new Conv2d(64, new Window(3, 1, 1), 1, false)),
              List.of(conv1Gradient, conv1Weight),
              List.of(conv1InputGradient));

      Tensor stage3Block1AddInputGradient = binder.activation(274_432, 64, 8, 8);
      conv1GradientSum =
          binder.kernel(
              "stage3.2.conv1.gradientSum",
              new Fused(
                  3,
                  List.of(
                      new FusedStep.Sum(List.of(0, 1)),
                      new FusedStep.Slope(ActivationFunction.RELU, 2, 3)),
                  List.of(4)),
              List.of(addInputGradient, conv1InputGradient, stage3Block1Activation2),
              List.of(stage3Block1AddInputGradient));
    }

    void forward() {
      conv1.run(); // conv2d 3x3 padding 1: 64x8x8
      norm1.run(); // batchNorm+relu: 64x8x8
      conv2.run(); // conv2d 3x3 padding 1: 64x8x8
      norm2.run(); // relu(norm(a) + f): 64x8x8
    }

    void backward() {
      addGrad.run(); // relu.grad: 64x8x8
      norm2Grad.run(); // batchNorm.grad: 64x8x8
      // batchNorm+relu.recompute+conv2d.weightGrad 3x3 padding 1: 64x8x8 -> 64x64x3x3
      conv2WeightGrad.run();
      conv2InputGrad.run(); // conv2d.inputGrad 3x3 padding 1: 64x8x8
      norm1Grad.run(); // batchNorm+relu.grad: 64x8x8
      conv1WeightGrad.run(); // conv2d.weightGrad 3x3 padding 1: 64x8x8 -> 64x64x3x3
      conv1InputGrad.run(); // conv2d.inputGrad 3x3 padding 1: 64x8x8
      conv1GradientSum.run(); // (a + b) * [c > 0]: 64x8x8
    }
  }

  /** {@code pool}: 64x8x8 to 64. */
  private static final class PoolTraining {
    private final Kernel pool;
    private final Kernel poolGrad;

    PoolTraining(Binder binder) {
      Tensor stage3Block2Activation2 = binder.activation(266_240, 64, 8, 8);
      Tensor poolOut = binder.activation(274_432, 64);
      pool =
          binder.kernel(
              "pool", new GlobalAvgPool(), List.of(stage3Block2Activation2), List.of(poolOut));

      // Backward, in the order in which it runs.
      Tensor poolGradient = binder.activation(278_528, 64);
      Tensor stage3Block2Activation2Gradient = binder.activation(274_432, 64, 8, 8);
      poolGrad =
          binder.kernel(
              "pool.grad",
              new GlobalAvgPoolGrad(),
              List.of(poolGradient),
              List.of(stage3Block2Activation2Gradient));
    }

    void forward() {
      pool.run(); // globalAvgPool: 64x8x8 -> 64
    }

    void backward() {
      poolGrad.run(); // globalAvgPool.grad: 64 -> 64x8x8
    }
  }

  /** {@code classifier}: 64 to 10. */
  private static final class ClassifierTraining {
    private final Kernel classifier;
    private final Kernel classifierWeightGrad;
    private final Kernel classifierInputGrad;

    ClassifierTraining(Binder binder) {
      Tensor pool = binder.activation(274_432, 64);
      Tensor classifierWeight = binder.parameter("output_net.2.weight");
      Tensor classifierBias = binder.parameter("output_net.2.bias");
      Tensor classifierOut = binder.activation(278_592, 10);
      classifier =
          binder.kernel(
              "classifier",
              new Linear(10, true),
              List.of(pool, classifierWeight, classifierBias),
              List.of(classifierOut));

      // Backward, in the order in which it runs.
      Tensor classifierGradient = binder.activation(274_496, 10);
      Tensor classifierWeightGradient = binder.gradient("output_net.2.weight");
      Tensor classifierBiasGradient = binder.gradient("output_net.2.bias");
      classifierWeightGrad =
          binder.kernel(
              "classifier.weightGrad",
              new LinearWeightGrad(new Linear(10, true)),
              List.of(pool, classifierGradient),
              List.of(classifierWeightGradient, classifierBiasGradient));

      Tensor poolGradient = binder.activation(278_528, 64);
      classifierInputGrad =
          binder.kernel(
              "classifier.inputGrad",
              new LinearInputGrad(new Linear(10, true)),
              List.of(classifierGradient, classifierWeight),
              List.of(poolGradient));
    }

    void forward() {
      classifier.run(); // linear: 64 -> 10
    }

    void backward() {
      classifierWeightGrad.run(); // linear.weightGrad: 64 -> 10x64
      classifierInputGrad.run(); // linear.inputGrad: 10 -> 64
    }
  }

  /** {@code loss}: 10 to metrics. */
  private static final class LossTraining {
    private final Kernel loss;

    LossTraining(Binder binder) {
      Tensor classifier = binder.activation(278_592, 10);
      Tensor labels = binder.labels();
      Tensor metrics = binder.metrics();
      Tensor classifierGradient = binder.activation(274_496, 10);
      loss =
          binder.kernel(
              "loss",
              new SoftmaxCrossEntropy(0.0),
              List.of(classifier, labels),
              List.of(metrics, classifierGradient));
    }

    void forward() {
      loss.run(); // softmaxCrossEntropy: 10 -> metrics
    }
  }

  /** The inference graph: norms folded into weights, and forward to the logits. */
  private static final class Inference implements InferenceProgram {
    private final StemInference stem;
    private final Stage1Inference stage1;
    private final Stage2Inference stage2;
    private final Stage3Inference stage3;
    private final PoolInference pool;
    private final ClassifierInference classifier;
    private final Tensor logits;

    Inference(Binder binder) {
      stem = new StemInference(binder);
      stage1 = new Stage1Inference(binder);
      stage2 = new Stage2Inference(binder);
      stage3 = new Stage3Inference(binder);
      pool = new PoolInference(binder);
      classifier = new ClassifierInference(binder);
      logits = binder.activation(64, 10);
    }

    @Override
    public void fold() {
      stem.fold();
      stage1.fold();
      stage2.fold();
      stage3.fold();
    }

    @Override
    public void forward() {
      stem.forward();
      stage1.forward();
      stage2.forward();
      stage3.forward();
      pool.forward();
      classifier.forward();
    }

    @Override
    public Tensor logits() {
      return logits;
    }
  }

  /** {@code stem}: 3x32x32 to 16x32x32. */
  private static final class StemInference {
    private final Kernel conv;
    private final Kernel norm;

    StemInference(Binder binder) {
      Tensor input = binder.input();
      Tensor convFoldedWeight = binder.folded(267_264, 16, 3, 3, 3);
      Tensor convFoldedBias = binder.folded(268_272, 16);
      Tensor activation = binder.activation(0, 16, 32, 32);
      conv =
          binder.kernel(
              "stem.conv",
              new FusedConv2d(
                  new Conv2d(16, new Window(3, 1, 1), 1, true), false, ActivationFunction.RELU),
              List.of(input, convFoldedWeight, convFoldedBias),
              List.of(activation));

      // Folding, whenever parameters or running averages have changed.
      Tensor convWeight = binder.parameter("input_net.0.weight");
      Tensor normWeight = binder.parameter("input_net.1.weight");
      Tensor normBias = binder.parameter("input_net.1.bias");
      Tensor normRunningMean = binder.state("input_net.1.running_mean");
      Tensor normRunningVar = binder.state("input_net.1.running_var");
      norm =
          binder.kernel(
              "stem.norm",
              new FoldNorm(1.0E-5, false),
              List.of(convWeight, normWeight, normBias, normRunningMean, normRunningVar),
              List.of(convFoldedWeight, convFoldedBias));
    }

    void forward() {
      conv.run(); // conv2d+relu 3x3 padding 1: 3x32x32 -> 16x32x32
    }

    void fold() {
      norm.run(); // foldNorm: 16x3x3x3
    }
  }

  /** {@code stage1}: 3 blocks. */
  private static final class Stage1Inference {
    private final Stage1Block0Inference block0;
    private final Stage1Block1Inference block1;
    private final Stage1Block2Inference block2;

    Stage1Inference(Binder binder) {
      block0 = new Stage1Block0Inference(binder);
      block1 = new Stage1Block1Inference(binder);
      block2 = new Stage1Block2Inference(binder);
    }

    void forward() {
      block0.forward();
      block1.forward();
      block2.forward();
    }

    void fold() {
      block0.fold();
      block1.fold();
      block2.fold();
    }
  }

  /** {@code stage1.0}: 16x32x32. */
  private static final class Stage1Block0Inference {
    private final Kernel conv1;
    private final Kernel conv2;
    private final Kernel norm1;
    private final Kernel norm2;

    Stage1Block0Inference(Binder binder) {
      Tensor stemActivation = binder.activation(0, 16, 32, 32);
      Tensor conv1FoldedWeight = binder.folded(253_440, 16, 16, 3, 3);
      Tensor conv1FoldedBias = binder.folded(268_288, 16);
      Tensor activation1 = binder.activation(16_384, 16, 32, 32);
      conv1 =
          binder.kernel(
              "stage1.0.conv1",
              new FusedConv2d(
                  new Conv2d(16, new Window(3, 1, 1), 1, true), false, ActivationFunction.RELU),
              List.of(stemActivation, conv1FoldedWeight, conv1FoldedBias),
              List.of(activation1));

      Tensor conv2FoldedWeight = binder.folded(255_744, 16, 16, 3, 3);
      Tensor conv2FoldedBias = binder.folded(268_304, 16);
      Tensor activation2 = binder.activation(0, 16, 32, 32); // in place of stemActivation
      conv2 =
          binder.kernel(
              "stage1.0.conv2",
              new FusedConv2d(
                  new Conv2d(16, new Window(3, 1, 1), 1, true), true, ActivationFunction.RELU),
              List.of(activation1, conv2FoldedWeight, conv2FoldedBias, stemActivation),
              List.of(activation2));

      // Folding, whenever parameters or running averages have changed.
      Tensor conv1Weight = binder.parameter("blocks.0.net.0.weight");
      Tensor norm1Weight = binder.parameter("blocks.0.net.1.weight");
      Tensor norm1Bias = binder.parameter("blocks.0.net.1.bias");
      Tensor norm1RunningMean = binder.state("blocks.0.net.1.running_mean");
      Tensor norm1RunningVar = binder.state("blocks.0.net.1.running_var");
      norm1 =
          binder.kernel(
              "stage1.0.norm1",
              new FoldNorm(1.0E-5, false),
              List.of(conv1Weight, norm1Weight, norm1Bias, norm1RunningMean, norm1RunningVar),
              List.of(conv1FoldedWeight, conv1FoldedBias));

      Tensor conv2Weight = binder.parameter("blocks.0.net.3.weight");
      Tensor norm2Weight = binder.parameter("blocks.0.net.4.weight");
      Tensor norm2Bias = binder.parameter("blocks.0.net.4.bias");
      Tensor norm2RunningMean = binder.state("blocks.0.net.4.running_mean");
      Tensor norm2RunningVar = binder.state("blocks.0.net.4.running_var");
      norm2 =
          binder.kernel(
              "stage1.0.norm2",
              new FoldNorm(1.0E-5, false),
              List.of(conv2Weight, norm2Weight, norm2Bias, norm2RunningMean, norm2RunningVar),
              List.of(conv2FoldedWeight, conv2FoldedBias));
    }

    void forward() {
      conv1.run(); // conv2d+relu 3x3 padding 1: 16x32x32
      conv2.run(); // conv2d+add+relu 3x3 padding 1: 16x32x32
    }

    void fold() {
      norm1.run(); // foldNorm: 16x16x3x3
      norm2.run(); // foldNorm: 16x16x3x3
    }
  }

  /** {@code stage1.1}: 16x32x32. */
  private static final class Stage1Block1Inference {
    private final Kernel conv1;
    private final Kernel conv2;
    private final Kernel norm1;
    private final Kernel norm2;

    Stage1Block1Inference(Binder binder) {
      Tensor stage1Block0Activation2 = binder.activation(0, 16, 32, 32);
      Tensor conv1FoldedWeight = binder.folded(258_048, 16, 16, 3, 3);
      Tensor conv1FoldedBias = binder.folded(268_320, 16);
      Tensor activation1 = binder.activation(16_384, 16, 32, 32);
      conv1 =
          binder.kernel(
              "stage1.1.conv1",
              new FusedConv2d(
                  new Conv2d(16, new Window(3, 1, 1), 1, true), false, ActivationFunction.RELU),
              List.of(stage1Block0Activation2, conv1FoldedWeight, conv1FoldedBias),
              List.of(activation1));

      Tensor conv2FoldedWeight = binder.folded(260_352, 16, 16, 3, 3);
      Tensor conv2FoldedBias = binder.folded(268_336, 16);
      Tensor activation2 = binder.activation(0, 16, 32, 32); // in place of stage1Block0Activation2
      conv2 =
          binder.kernel(
              "stage1.1.conv2",
              new FusedConv2d(
                  new Conv2d(16, new Window(3, 1, 1), 1, true), true, ActivationFunction.RELU),
              List.of(activation1, conv2FoldedWeight, conv2FoldedBias, stage1Block0Activation2),
              List.of(activation2));

      // Folding, whenever parameters or running averages have changed.
      Tensor conv1Weight = binder.parameter("blocks.1.net.0.weight");
      Tensor norm1Weight = binder.parameter("blocks.1.net.1.weight");
      Tensor norm1Bias = binder.parameter("blocks.1.net.1.bias");
      Tensor norm1RunningMean = binder.state("blocks.1.net.1.running_mean");
      Tensor norm1RunningVar = binder.state("blocks.1.net.1.running_var");
      norm1 =
          binder.kernel(
              "stage1.1.norm1",
              new FoldNorm(1.0E-5, false),
              List.of(conv1Weight, norm1Weight, norm1Bias, norm1RunningMean, norm1RunningVar),
              List.of(conv1FoldedWeight, conv1FoldedBias));

      Tensor conv2Weight = binder.parameter("blocks.1.net.3.weight");
      Tensor norm2Weight = binder.parameter("blocks.1.net.4.weight");
      Tensor norm2Bias = binder.parameter("blocks.1.net.4.bias");
      Tensor norm2RunningMean = binder.state("blocks.1.net.4.running_mean");
      Tensor norm2RunningVar = binder.state("blocks.1.net.4.running_var");
      norm2 =
          binder.kernel(
              "stage1.1.norm2",
              new FoldNorm(1.0E-5, false),
              List.of(conv2Weight, norm2Weight, norm2Bias, norm2RunningMean, norm2RunningVar),
              List.of(conv2FoldedWeight, conv2FoldedBias));
    }

    void forward() {
      conv1.run(); // conv2d+relu 3x3 padding 1: 16x32x32
      conv2.run(); // conv2d+add+relu 3x3 padding 1: 16x32x32
    }

    void fold() {
      norm1.run(); // foldNorm: 16x16x3x3
      norm2.run(); // foldNorm: 16x16x3x3
    }
  }

  /** {@code stage1.2}: 16x32x32. */
  private static final class Stage1Block2Inference {
    private final Kernel conv1;
    private final Kernel conv2;
    private final Kernel norm1;
    private final Kernel norm2;

    Stage1Block2Inference(Binder binder) {
      Tensor stage1Block1Activation2 = binder.activation(0, 16, 32, 32);
      Tensor conv1FoldedWeight = binder.folded(262_656, 16, 16, 3, 3);
      Tensor conv1FoldedBias = binder.folded(268_352, 16);
      Tensor activation1 = binder.activation(16_384, 16, 32, 32);
      conv1 =
          binder.kernel(
              "stage1.2.conv1",
              new FusedConv2d(
                  new Conv2d(16, new Window(3, 1, 1), 1, true), false, ActivationFunction.RELU),
              List.of(stage1Block1Activation2, conv1FoldedWeight, conv1FoldedBias),
              List.of(activation1));

      Tensor conv2FoldedWeight = binder.folded(264_960, 16, 16, 3, 3);
      Tensor conv2FoldedBias = binder.folded(268_368, 16);
      Tensor activation2 = binder.activation(0, 16, 32, 32); // in place of stage1Block1Activation2
      conv2 =
          binder.kernel(
              "stage1.2.conv2",
              new FusedConv2d(
                  new Conv2d(16, new Window(3, 1, 1), 1, true), true, ActivationFunction.RELU),
              List.of(activation1, conv2FoldedWeight, conv2FoldedBias, stage1Block1Activation2),
              List.of(activation2));

      // Folding, whenever parameters or running averages have changed.
      Tensor conv1Weight = binder.parameter("blocks.2.net.0.weight");
      Tensor norm1Weight = binder.parameter("blocks.2.net.1.weight");
      Tensor norm1Bias = binder.parameter("blocks.2.net.1.bias");
      Tensor norm1RunningMean = binder.state("blocks.2.net.1.running_mean");
      Tensor norm1RunningVar = binder.state("blocks.2.net.1.running_var");
      norm1 =
          binder.kernel(
              "stage1.2.norm1",
              new FoldNorm(1.0E-5, false),
              List.of(conv1Weight, norm1Weight, norm1Bias, norm1RunningMean, norm1RunningVar),
              List.of(conv1FoldedWeight, conv1FoldedBias));

      Tensor conv2Weight = binder.parameter("blocks.2.net.3.weight");
      Tensor norm2Weight = binder.parameter("blocks.2.net.4.weight");
      Tensor norm2Bias = binder.parameter("blocks.2.net.4.bias");
      Tensor norm2RunningMean = binder.state("blocks.2.net.4.running_mean");
      Tensor norm2RunningVar = binder.state("blocks.2.net.4.running_var");
      norm2 =
          binder.kernel(
              "stage1.2.norm2",
              new FoldNorm(1.0E-5, false),
              List.of(conv2Weight, norm2Weight, norm2Bias, norm2RunningMean, norm2RunningVar),
              List.of(conv2FoldedWeight, conv2FoldedBias));
    }

    void forward() {
      conv1.run(); // conv2d+relu 3x3 padding 1: 16x32x32
      conv2.run(); // conv2d+add+relu 3x3 padding 1: 16x32x32
    }

    void fold() {
      norm1.run(); // foldNorm: 16x16x3x3
      norm2.run(); // foldNorm: 16x16x3x3
    }
  }

  /** {@code stage2}: 3 blocks. */
  private static final class Stage2Inference {
    private final Stage2Block0Inference block0;
    private final Stage2Block1Inference block1;
    private final Stage2Block2Inference block2;

    Stage2Inference(Binder binder) {
      block0 = new Stage2Block0Inference(binder);
      block1 = new Stage2Block1Inference(binder);
      block2 = new Stage2Block2Inference(binder);
    }

    void forward() {
      block0.forward();
      block1.forward();
      block2.forward();
    }

    void fold() {
      block0.fold();
      block1.fold();
      block2.fold();
    }
  }

  /** {@code stage2.0}: 16x32x32 to 32x16x16. */
  private static final class Stage2Block0Inference {
    private final Kernel conv1;
    private final Kernel conv2;
    private final Kernel shortcutConv;
    private final Kernel norm1;
    private final Kernel norm2;

    Stage2Block0Inference(Binder binder) {
      Tensor stage1Block2Activation2 = binder.activation(0, 16, 32, 32);
      Tensor conv1FoldedWeight = binder.folded(248_832, 32, 16, 3, 3);
      Tensor conv1FoldedBias = binder.folded(268_080, 32);
      Tensor activation1 = binder.activation(16_384, 32, 16, 16);
      conv1 =
          binder.kernel(
              "stage2.0.conv1",
              new FusedConv2d(
                  new Conv2d(32, new Window(3, 2, 1), 1, true), false, ActivationFunction.RELU),
              List.of(stage1Block2Activation2, conv1FoldedWeight, conv1FoldedBias),
              List.of(activation1));

      Tensor conv2FoldedWeight = binder.folded(202_752, 32, 32, 3, 3);
      Tensor conv2FoldedBias = binder.folded(268_112, 32);
      Tensor norm2Out = binder.activation(24_576, 32, 16, 16);
      conv2 =
          binder.kernel(
              "stage2.0.conv2",
              new Conv2d(32, new Window(3, 1, 1), 1, true),
              List.of(activation1, conv2FoldedWeight, conv2FoldedBias),
              List.of(norm2Out));

      Tensor shortcutConvWeight = binder.parameter("blocks.3.downsample.weight");
      Tensor shortcutConvBias = binder.parameter("blocks.3.downsample.bias");
      Tensor activation2 = binder.activation(24_576, 32, 16, 16); // in place of norm2Out
      shortcutConv =
          binder.kernel(
              "stage2.0.shortcut.conv",
              new FusedConv2d(
                  new Conv2d(32, new Window(1, 2, 0), 1, true), true, ActivationFunction.RELU),
              List.of(stage1Block2Activation2, shortcutConvWeight, shortcutConvBias, norm2Out),
              List.of(activation2));

      // Folding, whenever parameters or running averages have changed.
      Tensor conv1Weight = binder.parameter("blocks.3.net.0.weight");
      Tensor norm1Weight = binder.parameter("blocks.3.net.1.weight");
      Tensor norm1Bias = binder.parameter("blocks.3.net.1.bias");
      Tensor norm1RunningMean = binder.state("blocks.3.net.1.running_mean");
      Tensor norm1RunningVar = binder.state("blocks.3.net.1.running_var");
      norm1 =
          binder.kernel(
              "stage2.0.norm1",
              new FoldNorm(1.0E-5, false),
              List.of(conv1Weight, norm1Weight, norm1Bias, norm1RunningMean, norm1RunningVar),
              List.of(conv1FoldedWeight, conv1FoldedBias));

      Tensor conv2Weight = binder.parameter("blocks.3.net.3.weight");
      Tensor norm2Weight = binder.parameter("blocks.3.net.4.weight");
      Tensor norm2Bias = binder.parameter("blocks.3.net.4.bias");
      Tensor norm2RunningMean = binder.state("blocks.3.net.4.running_mean");
      Tensor norm2RunningVar = binder.state("blocks.3.net.4.running_var");
      norm2 =
          binder.kernel(
              "stage2.0.norm2",
              new FoldNorm(1.0E-5, false),
              List.of(conv2Weight, norm2Weight, norm2Bias, norm2RunningMean, norm2RunningVar),
              List.of(conv2FoldedWeight, conv2FoldedBias));
    }

    void forward() {
      conv1.run(); // conv2d+relu 3x3 stride 2 padding 1: 16x32x32 -> 32x16x16
      conv2.run(); // conv2d 3x3 padding 1: 32x16x16
      shortcutConv.run(); // conv2d+add+relu 1x1 stride 2: 16x32x32 -> 32x16x16
    }

    void fold() {
      norm1.run(); // foldNorm: 32x16x3x3
      norm2.run(); // foldNorm: 32x32x3x3
    }
  }

  /** {@code stage2.1}: 32x16x16. */
  private static final class Stage2Block1Inference {
    private final Kernel conv1;
    private final Kernel conv2;
    private final Kernel norm1;
    private final Kernel norm2;

    Stage2Block1Inference(Binder binder) {
      Tensor stage2Block0Activation2 = binder.activation(24_576, 32, 16, 16);
      Tensor conv1FoldedWeight = binder.folded(211_968, 32, 32, 3, 3);
      Tensor conv1FoldedBias = binder.folded(268_144, 32);
      Tensor activation1 = binder.activation(0, 32, 16, 16);
      conv1 =
          binder.kernel(
              "stage2.1.conv1",
              new FusedConv2d(
                  new Conv2d(32, new Window(3, 1, 1), 1, true), false, ActivationFunction.RELU),
              List.of(stage2Block0Activation2, conv1FoldedWeight, conv1FoldedBias),
              List.of(activation1));

      Tensor conv2FoldedWeight = binder.folded(221_184, 32, 32, 3, 3);
      Tensor conv2FoldedBias = binder.folded(268_176, 32);
      Tensor activation2 = binder.activation(24_576, 32, 16, 16);
      conv2 =
          binder.kernel(
              "stage2.1.conv2",
              new FusedConv2d(
                  new Conv2d(32, new Window(3, 1, 1), 1, true), true, ActivationFunction.RELU),
              List.of(activation1, conv2FoldedWeight, conv2FoldedBias, stage2Block0Activation2),
              List.of(activation2));

      // Folding, whenever parameters or running averages have changed.
      Tensor conv1Weight = binder.parameter("blocks.4.net.0.weight");
      Tensor norm1Weight = binder.parameter("blocks.4.net.1.weight");
      Tensor norm1Bias = binder.parameter("blocks.4.net.1.bias");
      Tensor norm1RunningMean = binder.state("blocks.4.net.1.running_mean");
      Tensor norm1RunningVar = binder.state("blocks.4.net.1.running_var");
      norm1 =
          binder.kernel(
              "stage2.1.norm1",
              new FoldNorm(1.0E-5, false),
              List.of(conv1Weight, norm1Weight, norm1Bias, norm1RunningMean, norm1RunningVar),
              List.of(conv1FoldedWeight, conv1FoldedBias));

      Tensor conv2Weight = binder.parameter("blocks.4.net.3.weight");
      Tensor norm2Weight = binder.parameter("blocks.4.net.4.weight");
      Tensor norm2Bias = binder.parameter("blocks.4.net.4.bias");
      Tensor norm2RunningMean = binder.state("blocks.4.net.4.running_mean");
      Tensor norm2RunningVar = binder.state("blocks.4.net.4.running_var");
      norm2 =
          binder.kernel(
              "stage2.1.norm2",
              new FoldNorm(1.0E-5, false),
              List.of(conv2Weight, norm2Weight, norm2Bias, norm2RunningMean, norm2RunningVar),
              List.of(conv2FoldedWeight, conv2FoldedBias));
    }

    void forward() {
      conv1.run(); // conv2d+relu 3x3 padding 1: 32x16x16
      conv2.run(); // conv2d+add+relu 3x3 padding 1: 32x16x16
    }

    void fold() {
      norm1.run(); // foldNorm: 32x32x3x3
      norm2.run(); // foldNorm: 32x32x3x3
    }
  }

  /** {@code stage2.2}: 32x16x16. */
  private static final class Stage2Block2Inference {
    private final Kernel conv1;
    private final Kernel conv2;
    private final Kernel norm1;
    private final Kernel norm2;

    Stage2Block2Inference(Binder binder) {
      Tensor stage2Block1Activation2 = binder.activation(24_576, 32, 16, 16);
      Tensor conv1FoldedWeight = binder.folded(230_400, 32, 32, 3, 3);
      Tensor conv1FoldedBias = binder.folded(268_208, 32);
      Tensor activation1 = binder.activation(0, 32, 16, 16);
      conv1 =
          binder.kernel(
              "stage2.2.conv1",
              new FusedConv2d(
                  new Conv2d(32, new Window(3, 1, 1), 1, true), false, ActivationFunction.RELU),
              List.of(stage2Block1Activation2, conv1FoldedWeight, conv1FoldedBias),
              List.of(activation1));

      Tensor conv2FoldedWeight = binder.folded(239_616, 32, 32, 3, 3);
      Tensor conv2FoldedBias = binder.folded(268_240, 32);
      Tensor activation2 = binder.activation(24_576, 32, 16, 16);
      conv2 =
          binder.kernel(
              "stage2.2.conv2",
              new FusedConv2d(
                  new Conv2d(32, new Window(3, 1, 1), 1, true), true, ActivationFunction.RELU),
              List.of(activation1, conv2FoldedWeight, conv2FoldedBias, stage2Block1Activation2),
              List.of(activation2));

      // Folding, whenever parameters or running averages have changed.
      Tensor conv1Weight = binder.parameter("blocks.5.net.0.weight");
      Tensor norm1Weight = binder.parameter("blocks.5.net.1.weight");
      Tensor norm1Bias = binder.parameter("blocks.5.net.1.bias");
      Tensor norm1RunningMean = binder.state("blocks.5.net.1.running_mean");
      Tensor norm1RunningVar = binder.state("blocks.5.net.1.running_var");
      norm1 =
          binder.kernel(
              "stage2.2.norm1",
              new FoldNorm(1.0E-5, false),
              List.of(conv1Weight, norm1Weight, norm1Bias, norm1RunningMean, norm1RunningVar),
              List.of(conv1FoldedWeight, conv1FoldedBias));

      Tensor conv2Weight = binder.parameter("blocks.5.net.3.weight");
      Tensor norm2Weight = binder.parameter("blocks.5.net.4.weight");
      Tensor norm2Bias = binder.parameter("blocks.5.net.4.bias");
      Tensor norm2RunningMean = binder.state("blocks.5.net.4.running_mean");
      Tensor norm2RunningVar = binder.state("blocks.5.net.4.running_var");
      norm2 =
          binder.kernel(
              "stage2.2.norm2",
              new FoldNorm(1.0E-5, false),
              List.of(conv2Weight, norm2Weight, norm2Bias, norm2RunningMean, norm2RunningVar),
              List.of(conv2FoldedWeight, conv2FoldedBias));
    }

    void forward() {
      conv1.run(); // conv2d+relu 3x3 padding 1: 32x16x16
      conv2.run(); // conv2d+add+relu 3x3 padding 1: 32x16x16
    }

    void fold() {
      norm1.run(); // foldNorm: 32x32x3x3
      norm2.run(); // foldNorm: 32x32x3x3
    }
  }

  /** {@code stage3}: 3 blocks. */
  private static final class Stage3Inference {
    private final Stage3Block0Inference block0;
    private final Stage3Block1Inference block1;
    private final Stage3Block2Inference block2;

    Stage3Inference(Binder binder) {
      block0 = new Stage3Block0Inference(binder);
      block1 = new Stage3Block1Inference(binder);
      block2 = new Stage3Block2Inference(binder);
    }

    void forward() {
      block0.forward();
      block1.forward();
      block2.forward();
    }

    void fold() {
      block0.fold();
      block1.fold();
      block2.fold();
    }
  }

  /** {@code stage3.0}: 32x16x16 to 64x8x8. */
  private static final class Stage3Block0Inference {
    private final Kernel conv1;
    private final Kernel conv2;
    private final Kernel shortcutConv;
    private final Kernel norm1;
    private final Kernel norm2;

    Stage3Block0Inference(Binder binder) {
      Tensor stage2Block2Activation2 = binder.activation(24_576, 32, 16, 16);
      Tensor conv1FoldedWeight = binder.folded(184_320, 64, 32, 3, 3);
      Tensor conv1FoldedBias = binder.folded(267_696, 64);
      Tensor activation1 = binder.activation(0, 64, 8, 8);
      conv1 =
          binder.kernel(
              "stage3.0.conv1",
              new FusedConv2d(
                  new Conv2d(64, new Window(3, 2, 1), 1, true), false, ActivationFunction.RELU),
              List.of(stage2Block2Activation2, conv1FoldedWeight, conv1FoldedBias),
              List.of(activation1));

      Tensor conv2FoldedWeight = binder.folded(0, 64, 64, 3, 3);
      Tensor conv2FoldedBias = binder.folded(267_760, 64);
      Tensor norm2Out = binder.activation(4096, 64, 8, 8);
      conv2 =
          binder.kernel(
              "stage3.0.conv2",
              new Conv2d(64, new Window(3, 1, 1), 1, true),
              List.of(activation1, conv2FoldedWeight, conv2FoldedBias),
              List.of(norm2Out));

      Tensor shortcutConvWeight = binder.parameter("blocks.6.downsample.weight");
      Tensor shortcutConvBias = binder.parameter("blocks.6.downsample.bias");
      Tensor activation2 = binder.activation(4096, 64, 8, 8); // in place of norm2Out
      shortcutConv =
          binder.kernel(
              "stage3.0.shortcut.conv",
              new FusedConv2d(
                  new Conv2d(64, new Window(1, 2, 0), 1, true), true, ActivationFunction.RELU),
              List.of(stage2Block2Activation2, shortcutConvWeight, shortcutConvBias, norm2Out),
              List.of(activation2));

      // Folding, whenever parameters or running averages have changed.
      Tensor conv1Weight = binder.parameter("blocks.6.net.0.weight");
      Tensor norm1Weight = binder.parameter("blocks.6.net.1.weight");
      Tensor norm1Bias = binder.parameter("blocks.6.net.1.bias");
      Tensor norm1RunningMean = binder.state("blocks.6.net.1.running_mean");
      Tensor norm1RunningVar = binder.state("blocks.6.net.1.running_var");
      norm1 =
          binder.kernel(
              "stage3.0.norm1",
              new FoldNorm(1.0E-5, false),
              List.of(conv1Weight, norm1Weight, norm1Bias, norm1RunningMean, norm1RunningVar),
              List.of(conv1FoldedWeight, conv1FoldedBias));

      Tensor conv2Weight = binder.parameter("blocks.6.net.3.weight");
      Tensor norm2Weight = binder.parameter("blocks.6.net.4.weight");
      Tensor norm2Bias = binder.parameter("blocks.6.net.4.bias");
      Tensor norm2RunningMean = binder.state("blocks.6.net.4.running_mean");
      Tensor norm2RunningVar = binder.state("blocks.6.net.4.running_var");
      norm2 =
          binder.kernel(
              "stage3.0.norm2",
              new FoldNorm(1.0E-5, false),
              List.of(conv2Weight, norm2Weight, norm2Bias, norm2RunningMean, norm2RunningVar),
              List.of(conv2FoldedWeight, conv2FoldedBias));
    }

    void forward() {
      conv1.run(); // conv2d+relu 3x3 stride 2 padding 1: 32x16x16 -> 64x8x8
      conv2.run(); // conv2d 3x3 padding 1: 64x8x8
      shortcutConv.run(); // conv2d+add+relu 1x1 stride 2: 32x16x16 -> 64x8x8
    }

    void fold() {
      norm1.run(); // foldNorm: 64x32x3x3
      norm2.run(); // foldNorm: 64x64x3x3
    }
  }

  /** {@code stage3.1}: 64x8x8. */
  private static final class Stage3Block1Inference {
    private final Kernel conv1;
    private final Kernel conv2;
    private final Kernel norm1;
    private final Kernel norm2;

    Stage3Block1Inference(Binder binder) {
      Tensor stage3Block0Activation2 = binder.activation(4096, 64, 8, 8);
      Tensor conv1FoldedWeight = binder.folded(36_864, 64, 64, 3, 3);
      Tensor conv1FoldedBias = binder.folded(267_824, 64);
      Tensor activation1 = binder.activation(0, 64, 8, 8);
      conv1 =
          binder.kernel(
              "stage3.1.conv1",
              new FusedConv2d(
                  new Conv2d(64, new Window(3, 1, 1), 1, true), false, ActivationFunction.RELU),
              List.of(stage3Block0Activation2, conv1FoldedWeight, conv1FoldedBias),
              List.of(activation1));

      Tensor conv2FoldedWeight = binder.folded(73_728, 64, 64, 3, 3);
      Tensor conv2FoldedBias = binder.folded(267_888, 64);
      Tensor activation2 = binder.activation(4096, 64, 8, 8); // in place of stage3Block0Activation2
      conv2 =
          binder.kernel(
              "stage3.1.conv2",
              new FusedConv2d(
                  new Conv2d(64, new Window(3, 1, 1), 1, true), true, ActivationFunction.RELU),
              List.of(activation1, conv2FoldedWeight, conv2FoldedBias, stage3Block0Activation2),
              List.of(activation2));

      // Folding, whenever parameters or running averages have changed.
      Tensor conv1Weight = binder.parameter("blocks.7.net.0.weight");
      Tensor norm1Weight = binder.parameter("blocks.7.net.1.weight");
      Tensor norm1Bias = binder.parameter("blocks.7.net.1.bias");
      Tensor norm1RunningMean = binder.state("blocks.7.net.1.running_mean");
      Tensor norm1RunningVar = binder.state("blocks.7.net.1.running_var");
      norm1 =
          binder.kernel(
              "stage3.1.norm1",
              new FoldNorm(1.0E-5, false),
              List.of(conv1Weight, norm1Weight, norm1Bias, norm1RunningMean, norm1RunningVar),
              List.of(conv1FoldedWeight, conv1FoldedBias));

      Tensor conv2Weight = binder.parameter("blocks.7.net.3.weight");
      Tensor norm2Weight = binder.parameter("blocks.7.net.4.weight");
      Tensor norm2Bias = binder.parameter("blocks.7.net.4.bias");
      Tensor norm2RunningMean = binder.state("blocks.7.net.4.running_mean");
      Tensor norm2RunningVar = binder.state("blocks.7.net.4.running_var");
      norm2 =
          binder.kernel(
              "stage3.1.norm2",
              new FoldNorm(1.0E-5, false),
              List.of(conv2Weight, norm2Weight, norm2Bias, norm2RunningMean, norm2RunningVar),
              List.of(conv2FoldedWeight, conv2FoldedBias));
    }

    void forward() {
      conv1.run(); // conv2d+relu 3x3 padding 1: 64x8x8
      conv2.run(); // conv2d+add+relu 3x3 padding 1: 64x8x8
    }

    void fold() {
      norm1.run(); // foldNorm: 64x64x3x3
      norm2.run(); // foldNorm: 64x64x3x3
    }
  }

  /** {@code stage3.2}: 64x8x8. */
  private static final class Stage3Block2Inference {
    private final Kernel conv1;
    private final Kernel conv2;
    private final Kernel norm1;
    private final Kernel norm2;

    Stage3Block2Inference(Binder binder) {
      Tensor stage3Block1Activation2 = binder.activation(4096, 64, 8, 8);
      Tensor conv1FoldedWeight = binder.folded(110_592, 64, 64, 3, 3);
      Tensor conv1FoldedBias = binder.folded(267_952, 64);
      Tensor activation1 = binder.activation(0, 64, 8, 8);
      conv1 =
          binder.kernel(
              "stage3.2.conv1",
              new FusedConv2d(
                  new Conv2d(64, new Window(3, 1, 1), 1, true), false, ActivationFunction.RELU),
              List.of(stage3Block1Activation2, conv1FoldedWeight, conv1FoldedBias),
              List.of(activation1));

      Tensor conv2FoldedWeight = binder.folded(147_456, 64, 64, 3, 3);
      Tensor conv2FoldedBias = binder.folded(268_016, 64);
      Tensor activation2 = binder.activation(4096, 64, 8, 8); // in place of stage3Block1Activation2
      conv2 =
          binder.kernel(
              "stage3.2.conv2",
              new FusedConv2d(
                  new Conv2d(64, new Window(3, 1, 1), 1, true), true, ActivationFunction.RELU),
              List.of(activation1, conv2FoldedWeight, conv2FoldedBias, stage3Block1Activation2),
              List.of(activation2));

      // Folding, whenever parameters or running averages have changed.
      Tensor conv1Weight = binder.parameter("blocks.8.net.0.weight");
      Tensor norm1Weight = binder.parameter("blocks.8.net.1.weight");
      Tensor norm1Bias = binder.parameter("blocks.8.net.1.bias");
      Tensor norm1RunningMean = binder.state("blocks.8.net.1.running_mean");
      Tensor norm1RunningVar = binder.state("blocks.8.net.1.running_var");
      norm1 =
          binder.kernel(
              "stage3.2.norm1",
              new FoldNorm(1.0E-5, false),
              List.of(conv1Weight, norm1Weight, norm1Bias, norm1RunningMean, norm1RunningVar),
              List.of(conv1FoldedWeight, conv1FoldedBias));

      Tensor conv2Weight = binder.parameter("blocks.8.net.3.weight");
      Tensor norm2Weight = binder.parameter("blocks.8.net.4.weight");
      Tensor norm2Bias = binder.parameter("blocks.8.net.4.bias");
      Tensor norm2RunningMean = binder.state("blocks.8.net.4.running_mean");
      Tensor norm2RunningVar = binder.state("blocks.8.net.4.running_var");
      norm2 =
          binder.kernel(
              "stage3.2.norm2",
              new FoldNorm(1.0E-5, false),
              List.of(conv2Weight, norm2Weight, norm2Bias, norm2RunningMean, norm2RunningVar),
              List.of(conv2FoldedWeight, conv2FoldedBias));
    }

    void forward() {
      conv1.run(); // conv2d+relu 3x3 padding 1: 64x8x8
      conv2.run(); // conv2d+add+relu 3x3 padding 1: 64x8x8
    }

    void fold() {
      norm1.run(); // foldNorm: 64x64x3x3
      norm2.run(); // foldNorm: 64x64x3x3
    }
  }

  /** {@code pool}: 64x8x8 to 64. */
  private static final class PoolInference {
    private final Kernel pool;

    PoolInference(Binder binder) {
      Tensor stage3Block2Activation2 = binder.activation(4096, 64, 8, 8);
      Tensor poolOut = binder.activation(0, 64);
      pool =
          binder.kernel(
              "pool", new GlobalAvgPool(), List.of(stage3Block2Activation2), List.of(poolOut));
    }

    void forward() {
      pool.run(); // globalAvgPool: 64x8x8 -> 64
    }
  }

  /** {@code classifier}: 64 to 10. */
  private static final class ClassifierInference {
    private final Kernel classifier;

    ClassifierInference(Binder binder) {
      Tensor pool = binder.activation(0, 64);
      Tensor classifierWeight = binder.parameter("output_net.2.weight");
      Tensor classifierBias = binder.parameter("output_net.2.bias");
      Tensor classifierOut = binder.activation(64, 10);
      classifier =
          binder.kernel(
              "classifier",
              new Linear(10, true),
              List.of(pool, classifierWeight, classifierBias),
              List.of(classifierOut));
    }

    void forward() {
      classifier.run(); // linear: 64 -> 10
    }
  }

  /** Everything about the network that is not code. */
  private static final class Specification {
    private Specification() {}

    static NetworkSpec build() {
      NetworkSpec.Builder spec = NetworkSpec.builder("ResNet", Shape.of(3, 32, 32), 10);
      stem(spec);
      stage1(spec);
      stage2(spec);
      stage3(spec);
      pool(spec);
      classifier(spec);
      spec.arenas(272_384, 1376);
      return spec.build(
          new ArenaSizes(278_608, 102_400, 1376, 0), new ArenaSizes(32_768, 0, 0, 268_384));
    }

    static void stem(NetworkSpec.Builder spec) {
      spec.layer(
          "stem.conv", "conv2d 3x3 stride 1 padding 1, 16 filters", Shape.of(16, 32, 32), 442_368);
      spec.parameter(
          "input_net.0.weight",
          Shape.of(16, 3, 3, 3),
          new Initializer.Normal(0.11785113019775793),
          0);
      spec.layer("stem.norm", "batchNorm+relu", Shape.of(16, 32, 32), 0);
      spec.parameter("input_net.1.weight", Shape.of(16), new Initializer.Constant(1.0), 432);
      spec.parameter("input_net.1.bias", Shape.of(16), new Initializer.Constant(0.0), 448);
      spec.state("input_net.1.running_mean", Shape.of(16), new Initializer.Constant(0.0), 0);
      spec.state("input_net.1.running_var", Shape.of(16), new Initializer.Constant(1.0), 16);
    }

    static void stage1(NetworkSpec.Builder spec) {
      stage1Block0(spec);
      stage1Block1(spec);
      stage1Block2(spec);
    }

    static void stage1Block0(NetworkSpec.Builder spec) {
      spec.layer(
          "stage1.0.conv1",
          "conv2d 3x3 stride 1 padding 1, 16 filters",
          Shape.of(16, 32, 32),
          2_359_296);
      spec.parameter(
          "blocks.0.net.0.weight",
          Shape.of(16, 16, 3, 3),
          new Initializer.Normal(0.11785113019775793),
          464);
      spec.layer("stage1.0.norm1", "batchNorm+relu", Shape.of(16, 32, 32), 0);
      spec.parameter("blocks.0.net.1.weight", Shape.of(16), new Initializer.Constant(1.0), 2768);
      spec.parameter("blocks.0.net.1.bias", Shape.of(16), new Initializer.Constant(0.0), 2784);
      spec.state("blocks.0.net.1.running_mean", Shape.of(16), new Initializer.Constant(0.0), 32);
      spec.state("blocks.0.net.1.running_var", Shape.of(16), new Initializer.Constant(1.0), 48);
      spec.layer(
          "stage1.0.conv2",
          "conv2d 3x3 stride 1 padding 1, 16 filters",
          Shape.of(16, 32, 32),
          2_359_296);
      spec.parameter(
          "blocks.0.net.3.weight",
          Shape.of(16, 16, 3, 3),
          new Initializer.Normal(0.11785113019775793),
          2800);
      spec.layer("stage1.0.norm2", "batchNorm", Shape.of(16, 32, 32), 0);
      spec.parameter("blocks.0.net.4.weight", Shape.of(16), new Initializer.Constant(1.0), 5104);
      spec.parameter("blocks.0.net.4.bias", Shape.of(16), new Initializer.Constant(0.0), 5120);
      spec.state("blocks.0.net.4.running_mean", Shape.of(16), new Initializer.Constant(0.0), 64);
      spec.state("blocks.0.net.4.running_var", Shape.of(16), new Initializer.Constant(1.0), 80);
      spec.layer("stage1.0.add", "add+relu", Shape.of(16, 32, 32), 0);
    }

    static void stage1Block1(NetworkSpec.Builder spec) {
      spec.layer(
          "stage1.1.conv1",
          "conv2d 3x3 stride 1 padding 1, 16 filters",
          Shape.of(16, 32, 32),
          2_359_296);
      spec.parameter(
          "blocks.1.net.0.weight",
          Shape.of(16, 16, 3, 3),
          new Initializer.Normal(0.11785113019775793),
          5136);
      spec.layer("stage1.1.norm1", "batchNorm+relu", Shape.of(16, 32, 32), 0);
      spec.parameter("blocks.1.net.1.weight", Shape.of(16), new Initializer.Constant(1.0), 7440);
      spec.parameter("blocks.1.net.1.bias", Shape.of(16), new Initializer.Constant(0.0), 7456);
      spec.state("blocks.1.net.1.running_mean", Shape.of(16), new Initializer.Constant(0.0), 96);
      spec.state("blocks.1.net.1.running_var", Shape.of(16), new Initializer.Constant(1.0), 112);
      spec.layer(
          "stage1.1.conv2",
          "conv2d 3x3 stride 1 padding 1, 16 filters",
          Shape.of(16, 32, 32),
          2_359_296);
      spec.parameter(
          "blocks.1.net.3.weight",
          Shape.of(16, 16, 3, 3),
          new Initializer.Normal(0.11785113019775793),
          7472);
      spec.layer("stage1.1.norm2", "batchNorm", Shape.of(16, 32, 32), 0);
      spec.parameter("blocks.1.net.4.weight", Shape.of(16), new Initializer.Constant(1.0), 9776);
      spec.parameter("blocks.1.net.4.bias", Shape.of(16), new Initializer.Constant(0.0), 9792);
      spec.state("blocks.1.net.4.running_mean", Shape.of(16), new Initializer.Constant(0.0), 128);
      spec.state("blocks.1.net.4.running_var", Shape.of(16), new Initializer.Constant(1.0), 144);
      spec.layer("stage1.1.add", "add+relu", Shape.of(16, 32, 32), 0);
    }

    static void stage1Block2(NetworkSpec.Builder spec) {
      spec.layer(
          "stage1.2.conv1",
          "conv2d 3x3 stride 1 padding 1, 16 filters",
          Shape.of(16, 32, 32),
          2_359_296);
      spec.parameter(
          "blocks.2.net.0.weight",
          Shape.of(16, 16, 3, 3),
          new Initializer.Normal(0.11785113019775793),
          9808);
      spec.layer("stage1.2.norm1", "batchNorm+relu", Shape.of(16, 32, 32), 0);
      spec.parameter("blocks.2.net.1.weight", Shape.of(16), new Initializer.Constant(1.0), 12_112);
      spec.parameter("blocks.2.net.1.bias", Shape.of(16), new Initializer.Constant(0.0), 12_128);
      spec.state("blocks.2.net.1.running_mean", Shape.of(16), new Initializer.Constant(0.0), 160);
      spec.state("blocks.2.net.1.running_var", Shape.of(16), new Initializer.Constant(1.0), 176);
      spec.layer(
          "stage1.2.conv2",
          "conv2d 3x3 stride 1 padding 1, 16 filters",
          Shape.of(16, 32, 32),
          2_359_296);
      spec.parameter(
          "blocks.2.net.3.weight",
          Shape.of(16, 16, 3, 3),
          new Initializer.Normal(0.11785113019775793),
          12_144);
      spec.layer("stage1.2.norm2", "batchNorm", Shape.of(16, 32, 32), 0);
      spec.parameter("blocks.2.net.4.weight", Shape.of(16), new Initializer.Constant(1.0), 14_448);
      spec.parameter("blocks.2.net.4.bias", Shape.of(16), new Initializer.Constant(0.0), 14_464);
      spec.state("blocks.2.net.4.running_mean", Shape.of(16), new Initializer.Constant(0.0), 192);
      spec.state("blocks.2.net.4.running_var", Shape.of(16), new Initializer.Constant(1.0), 208);
      spec.layer("stage1.2.add", "add+relu", Shape.of(16, 32, 32), 0);
    }

    static void stage2(NetworkSpec.Builder spec) {
      stage2Block0(spec);
      stage2Block1(spec);
      stage2Block2(spec);
    }

    static void stage2Block0(NetworkSpec.Builder spec) {
      spec.layer(
          "stage2.0.conv1",
          "conv2d 3x3 stride 2 padding 1, 32 filters",
          Shape.of(32, 16, 16),
          1_179_648);
      spec.parameter(
          "blocks.3.net.0.weight",
          Shape.of(32, 16, 3, 3),
          new Initializer.Normal(0.08333333333333334),
          14_480);
      spec.layer("stage2.0.norm1", "batchNorm+relu", Shape.of(32, 16, 16), 0);
      spec.parameter("blocks.3.net.1.weight", Shape.of(32), new Initializer.Constant(1.0), 19_088);
      spec.parameter("blocks.3.net.1.bias", Shape.of(32), new Initializer.Constant(0.0), 19_120);
      spec.state("blocks.3.net.1.running_mean", Shape.of(32), new Initializer.Constant(0.0), 224);
      spec.state("blocks.3.net.1.running_var", Shape.of(32), new Initializer.Constant(1.0), 256);
      spec.layer(
          "stage2.0.conv2",
          "conv2d 3x3 stride 1 padding 1, 32 filters",
          Shape.of(32, 16, 16),
          2_359_296);
      spec.parameter(
          "blocks.3.net.3.weight",
          Shape.of(32, 32, 3, 3),
          new Initializer.Normal(0.08333333333333334),
          19_152);
      spec.layer("stage2.0.norm2", "batchNorm", Shape.of(32, 16, 16), 0);
      spec.parameter("blocks.3.net.4.weight", Shape.of(32), new Initializer.Constant(1.0), 28_368);
      spec.parameter("blocks.3.net.4.bias", Shape.of(32), new Initializer.Constant(0.0), 28_400);
      spec.state("blocks.3.net.4.running_mean", Shape.of(32), new Initializer.Constant(0.0), 288);
      spec.state("blocks.3.net.4.running_var", Shape.of(32), new Initializer.Constant(1.0), 320);
      spec.layer(
          "stage2.0.shortcut.conv",
          "conv2d 1x1 stride 2 padding 0, 32 filters",
          Shape.of(32, 16, 16),
          131_072);
      spec.parameter(
          "blocks.3.downsample.weight",
          Shape.of(32, 16, 1, 1),
          new Initializer.Normal(0.25),
          28_432);
      spec.parameter(
          "blocks.3.downsample.bias", Shape.of(32), new Initializer.Uniform(0.25), 28_944);
      spec.layer("stage2.0.add", "add+relu", Shape.of(32, 16, 16), 0);
    }

    static void stage2Block1(NetworkSpec.Builder spec) {
      spec.layer(
          "stage2.1.conv1",
          "conv2d 3x3 stride 1 padding 1, 32 filters",
          Shape.of(32, 16, 16),
          2_359_296);
      spec.parameter(
          "blocks.4.net.0.weight",
          Shape.of(32, 32, 3, 3),
          new Initializer.Normal(0.08333333333333334),
          28_976);
      spec.layer("stage2.1.norm1", "batchNorm+relu", Shape.of(32, 16, 16), 0);
      spec.parameter("blocks.4.net.1.weight", Shape.of(32), new Initializer.Constant(1.0), 38_192);
      spec.parameter("blocks.4.net.1.bias", Shape.of(32), new Initializer.Constant(0.0), 38_224);
      spec.state("blocks.4.net.1.running_mean", Shape.of(32), new Initializer.Constant(0.0), 352);
      spec.state("blocks.4.net.1.running_var", Shape.of(32), new Initializer.Constant(1.0), 384);
      spec.layer(
          "stage2.1.conv2",
          "conv2d 3x3 stride 1 padding 1, 32 filters",
          Shape.of(32, 16, 16),
          2_359_296);
      spec.parameter(
          "blocks.4.net.3.weight",
          Shape.of(32, 32, 3, 3),
          new Initializer.Normal(0.08333333333333334),
          38_256);
      spec.layer("stage2.1.norm2", "batchNorm", Shape.of(32, 16, 16), 0);
      spec.parameter("blocks.4.net.4.weight", Shape.of(32), new Initializer.Constant(1.0), 47_472);
      spec.parameter("blocks.4.net.4.bias", Shape.of(32), new Initializer.Constant(0.0), 47_504);
      spec.state("blocks.4.net.4.running_mean", Shape.of(32), new Initializer.Constant(0.0), 416);
      spec.state("blocks.4.net.4.running_var", Shape.of(32), new Initializer.Constant(1.0), 448);
      spec.layer("stage2.1.add", "add+relu", Shape.of(32, 16, 16), 0);
    }

    static void stage2Block2(NetworkSpec.Builder spec) {
      spec.layer(
          "stage2.2.conv1",
          "conv2d 3x3 stride 1 padding 1, 32 filters",
          Shape.of(32, 16, 16),
          2_359_296);
      spec.parameter(
          "blocks.5.net.0.weight",
          Shape.of(32, 32, 3, 3),
          new Initializer.Normal(0.08333333333333334),
          47_536);
      spec.layer("stage2.2.norm1", "batchNorm+relu", Shape.of(32, 16, 16), 0);
      spec.parameter("blocks.5.net.1.weight", Shape.of(32), new Initializer.Constant(1.0), 56_752);
      spec.parameter("blocks.5.net.1.bias", Shape.of(32), new Initializer.Constant(0.0), 56_784);
      spec.state("blocks.5.net.1.running_mean", Shape.of(32), new Initializer.Constant(0.0), 480);
      spec.state("blocks.5.net.1.running_var", Shape.of(32), new Initializer.Constant(1.0), 512);
      spec.layer(
          "stage2.2.conv2",
          "conv2d 3x3 stride 1 padding 1, 32 filters",
          Shape.of(32, 16, 16),
          2_359_296);
      spec.parameter(
          "blocks.5.net.3.weight",
          Shape.of(32, 32, 3, 3),
          new Initializer.Normal(0.08333333333333334),
          56_816);
      spec.layer("stage2.2.norm2", "batchNorm", Shape.of(32, 16, 16), 0);
      spec.parameter("blocks.5.net.4.weight", Shape.of(32), new Initializer.Constant(1.0), 66_032);
      spec.parameter("blocks.5.net.4.bias", Shape.of(32), new Initializer.Constant(0.0), 66_064);
      spec.state("blocks.5.net.4.running_mean", Shape.of(32), new Initializer.Constant(0.0), 544);
      spec.state("blocks.5.net.4.running_var", Shape.of(32), new Initializer.Constant(1.0), 576);
      spec.layer("stage2.2.add", "add+relu", Shape.of(32, 16, 16), 0);
    }

    static void stage3(NetworkSpec.Builder spec) {
      stage3Block0(spec);
      stage3Block1(spec);
      stage3Block2(spec);
    }

    static void stage3Block0(NetworkSpec.Builder spec) {
      spec.layer(
          "stage3.0.conv1",
          "conv2d 3x3 stride 2 padding 1, 64 filters",
          Shape.of(64, 8, 8),
          1_179_648);
      spec.parameter(
          "blocks.6.net.0.weight",
          Shape.of(64, 32, 3, 3),
          new Initializer.Normal(0.05892556509887897),
          66_096);
      spec.layer("stage3.0.norm1", "batchNorm+relu", Shape.of(64, 8, 8), 0);
      spec.parameter("blocks.6.net.1.weight", Shape.of(64), new Initializer.Constant(1.0), 84_528);
      spec.parameter("blocks.6.net.1.bias", Shape.of(64), new Initializer.Constant(0.0), 84_592);
      spec.state("blocks.6.net.1.running_mean", Shape.of(64), new Initializer.Constant(0.0), 608);
      spec.state("blocks.6.net.1.running_var", Shape.of(64), new Initializer.Constant(1.0), 672);
      spec.layer(
          "stage3.0.conv2",
          "conv2d 3x3 stride 1 padding 1, 64 filters",
          Shape.of(64, 8, 8),
          2_359_296);
      spec.parameter(
          "blocks.6.net.3.weight",
          Shape.of(64, 64, 3, 3),
          new Initializer.Normal(0.05892556509887897),
          84_656);
      spec.layer("stage3.0.norm2", "batchNorm", Shape.of(64, 8, 8), 0);
      spec.parameter("blocks.6.net.4.weight", Shape.of(64), new Initializer.Constant(1.0), 121_520);
      spec.parameter("blocks.6.net.4.bias", Shape.of(64), new Initializer.Constant(0.0), 121_584);
      spec.state("blocks.6.net.4.running_mean", Shape.of(64), new Initializer.Constant(0.0), 736);
      spec.state("blocks.6.net.4.running_var", Shape.of(64), new Initializer.Constant(1.0), 800);
      spec.layer(
          "stage3.0.shortcut.conv",
          "conv2d 1x1 stride 2 padding 0, 64 filters",
          Shape.of(64, 8, 8),
          131_072);
      spec.parameter(
          "blocks.6.downsample.weight",
          Shape.of(64, 32, 1, 1),
          new Initializer.Normal(0.1767766952966369),
          121_648);
      spec.parameter(
          "blocks.6.downsample.bias",
          Shape.of(64),
          new Initializer.Uniform(0.17677669529663687),
          123_696);
      spec.layer("stage3.0.add", "add+relu", Shape.of(64, 8, 8), 0);
    }

    static void stage3Block1(NetworkSpec.Builder spec) {
      spec.layer(
          "stage3.1.conv1",
          "conv2d 3x3 stride 1 padding 1, 64 filters",
          Shape.of(64, 8, 8),
          2_359_296);
      spec.parameter(
          "blocks.7.net.0.weight",
          Shape.of(64, 64, 3, 3),
          new Initializer.Normal(0.05892556509887897),
          123_760);
      spec.layer("stage3.1.norm1", "batchNorm+relu", Shape.of(64, 8, 8), 0);
      spec.parameter("blocks.7.net.1.weight", Shape.of(64), new Initializer.Constant(1.0), 160_624);
      spec.parameter("blocks.7.net.1.bias", Shape.of(64), new Initializer.Constant(0.0), 160_688);
      spec.state("blocks.7.net.1.running_mean", Shape.of(64), new Initializer.Constant(0.0), 864);
      spec.state("blocks.7.net.1.running_var", Shape.of(64), new Initializer.Constant(1.0), 928);
      spec.layer(
          "stage3.1.conv2",
          "conv2d 3x3 stride 1 padding 1, 64 filters",
          Shape.of(64, 8, 8),
          2_359_296);
      spec.parameter(
          "blocks.7.net.3.weight",
          Shape.of(64, 64, 3, 3),
          new Initializer.Normal(0.05892556509887897),
          160_752);
      spec.layer("stage3.1.norm2", "batchNorm", Shape.of(64, 8, 8), 0);
      spec.parameter("blocks.7.net.4.weight", Shape.of(64), new Initializer.Constant(1.0), 197_616);
      spec.parameter("blocks.7.net.4.bias", Shape.of(64), new Initializer.Constant(0.0), 197_680);
      spec.state("blocks.7.net.4.running_mean", Shape.of(64), new Initializer.Constant(0.0), 992);
      spec.state("blocks.7.net.4.running_var", Shape.of(64), new Initializer.Constant(1.0), 1056);
      spec.layer("stage3.1.add", "add+relu", Shape.of(64, 8, 8), 0);
    }

    static void stage3Block2(NetworkSpec.Builder spec) {
      spec.layer(
          "stage3.2.conv1",
          "conv2d 3x3 stride 1 padding 1, 64 filters",
          Shape.of(64, 8, 8),
          2_359_296);
      spec.parameter(
          "blocks.8.net.0.weight",
          Shape.of(64, 64, 3, 3),
          new Initializer.Normal(0.05892556509887897),
          197_744);
      spec.layer("stage3.2.norm1", "batchNorm+relu", Shape.of(64, 8, 8), 0);
      spec.parameter("blocks.8.net.1.weight", Shape.of(64), new Initializer.Constant(1.0), 234_608);
      spec.parameter("blocks.8.net.1.bias", Shape.of(64), new Initializer.Constant(0.0), 234_672);
      spec.state("blocks.8.net.1.running_mean", Shape.of(64), new Initializer.Constant(0.0), 1120);
      spec.state("blocks.8.net.1.running_var", Shape.of(64), new Initializer.Constant(1.0), 1184);
      spec.layer(
          "stage3.2.conv2",
          "conv2d 3x3 stride 1 padding 1, 64 filters",
          Shape.of(64, 8, 8),
          2_359_296);
      spec.parameter(
          "blocks.8.net.3.weight",
          Shape.of(64, 64, 3, 3),
          new Initializer.Normal(0.05892556509887897),
          234_736);
      spec.layer("stage3.2.norm2", "batchNorm", Shape.of(64, 8, 8), 0);
      spec.parameter("blocks.8.net.4.weight", Shape.of(64), new Initializer.Constant(1.0), 271_600);
      spec.parameter("blocks.8.net.4.bias", Shape.of(64), new Initializer.Constant(0.0), 271_664);
      spec.state("blocks.8.net.4.running_mean", Shape.of(64), new Initializer.Constant(0.0), 1248);
      spec.state("blocks.8.net.4.running_var", Shape.of(64), new Initializer.Constant(1.0), 1312);
      spec.layer("stage3.2.add", "add+relu", Shape.of(64, 8, 8), 0);
    }

    static void pool(NetworkSpec.Builder spec) {
      spec.layer("pool", "globalAvgPool", Shape.of(64), 0);
    }

    static void classifier(NetworkSpec.Builder spec) {
      spec.layer("classifier", "linear 10 units", Shape.of(10), 640);
      spec.parameter(
          "output_net.2.weight", Shape.of(10, 64), new Initializer.Uniform(0.125), 271_728);
      spec.parameter("output_net.2.bias", Shape.of(10), new Initializer.Uniform(0.125), 272_368);
    }
  }
}
