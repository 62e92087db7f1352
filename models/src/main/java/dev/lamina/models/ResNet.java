package dev.lamina.models;

import static dev.lamina.dsl.Scheme.KAIMING_NORMAL_FAN_OUT;

import dev.lamina.dsl.Activation;
import dev.lamina.dsl.BatchNorm;
import dev.lamina.dsl.Conv;
import dev.lamina.dsl.GlobalAvgPool;
import dev.lamina.dsl.Initialize;
import dev.lamina.dsl.Input;
import dev.lamina.dsl.Layer;
import dev.lamina.dsl.Linear;
import dev.lamina.dsl.Network;
import dev.lamina.dsl.Residual;
import dev.lamina.dsl.StateDict;
import dev.lamina.dsl.Training;

/**
 * ResNet for 32x32 images: three stages of three blocks of two 3x3 convolutions (He et al., 2016).
 * 272,378 parameters.
 */
@Network(input = @Input(channels = 3, height = 32, width = 32), classes = 10)
@Initialize(convolution = KAIMING_NORMAL_FAN_OUT)
@Training(
    epochs = 180,
    milestones = {100, 150})
public interface ResNet {

  /** 16 filters at full size. */
  @Conv(filters = 16, kernel = 3)
  @BatchNorm
  @Activation
  @StateDict(value = "input_net.0", norm = "input_net.1")
  Layer stem();

  /** 16x32x32. */
  @Residual(filters = 16, blocks = 3)
  @StateDict("blocks.#")
  Layer stage1();

  /** 32x16x16. */
  @Residual(filters = 32, blocks = 3, stride = 2)
  @StateDict(value = "blocks.#", first = 3)
  Layer stage2();

  /** 64x8x8. */
  @Residual(filters = 64, blocks = 3, stride = 2)
  @StateDict(value = "blocks.#", first = 6)
  Layer stage3();

  /** 64 features. */
  @GlobalAvgPool
  Layer pool();

  /** One logit a class. */
  @Linear
  @StateDict("output_net.2")
  Layer classifier();
}
