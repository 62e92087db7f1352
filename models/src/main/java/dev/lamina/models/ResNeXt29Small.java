package dev.lamina.models;

import static dev.lamina.dsl.Augmentation.FLIP_AND_PADDED_CROP;
import static dev.lamina.dsl.Scheme.KAIMING_NORMAL_FAN_IN;
import static dev.lamina.dsl.Scheme.KAIMING_NORMAL_FAN_OUT;

import dev.lamina.dsl.Activation;
import dev.lamina.dsl.BatchNorm;
import dev.lamina.dsl.Conv;
import dev.lamina.dsl.GlobalAvgPool;
import dev.lamina.dsl.Grouped;
import dev.lamina.dsl.Initialize;
import dev.lamina.dsl.Input;
import dev.lamina.dsl.Layer;
import dev.lamina.dsl.Linear;
import dev.lamina.dsl.Network;
import dev.lamina.dsl.Residual;
import dev.lamina.dsl.StateDict;
import dev.lamina.dsl.Training;

/**
 * {@link ResNeXt29} with two groups of 16 channels instead of eight of 64, for machines without a
 * large GPU. 1,935,306 parameters.
 */
@Network(input = @Input(channels = 3, height = 32, width = 32), classes = 10)
@Initialize(convolution = KAIMING_NORMAL_FAN_OUT, linear = KAIMING_NORMAL_FAN_IN, zeroBias = true)
@Training(
    nesterov = true,
    weightDecay = 5e-4,
    epochs = 300,
    milestones = {150, 225},
    augment = FLIP_AND_PADDED_CROP)
public interface ResNeXt29Small {

  /** 64 filters at full size. */
  @Conv(filters = 64, kernel = 3)
  @BatchNorm
  @Activation
  @StateDict(value = "conv_1_3x3", norm = "bn_1")
  Layer stem();

  /** 256x32x32. */
  @Residual(filters = 256, blocks = 3)
  @Grouped(cardinality = 2, baseWidth = 16, widen = 4)
  @StateDict("stage_1.stage_1_bottleneck_#")
  Layer stage1();

  /** 512x16x16. */
  @Residual(filters = 512, blocks = 3, stride = 2)
  @Grouped(cardinality = 2, baseWidth = 16, widen = 4)
  @StateDict("stage_2.stage_2_bottleneck_#")
  Layer stage2();

  /** 1024x8x8. */
  @Residual(filters = 1024, blocks = 3, stride = 2)
  @Grouped(cardinality = 2, baseWidth = 16, widen = 4)
  @StateDict("stage_3.stage_3_bottleneck_#")
  Layer stage3();

  /** 1024 features. */
  @GlobalAvgPool
  Layer pool();

  /** One logit a class. */
  @Linear
  @StateDict("classifier")
  Layer classifier();
}
