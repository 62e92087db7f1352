package dev.lamina.models;

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

/**
 * The small ResNeXt that PyTorch's reference values are of: 20 layers, four groups of eight
 * channels, twice as wide as the stem. 584,010 parameters.
 */
@Network(input = @Input(channels = 3, height = 32, width = 32), classes = 10)
@Initialize(convolution = KAIMING_NORMAL_FAN_OUT, linear = KAIMING_NORMAL_FAN_IN, zeroBias = true)
public interface CifarResNeXt20 {

  @Conv(filters = 64, kernel = 3)
  @BatchNorm
  @Activation
  @StateDict(value = "conv_1_3x3", norm = "bn_1")
  Layer stem();

  @Residual(filters = 128, blocks = 2)
  @Grouped(cardinality = 4, baseWidth = 8, widen = 2)
  @StateDict("stage_1.#")
  Layer stage1();

  @Residual(filters = 256, blocks = 2, stride = 2)
  @Grouped(cardinality = 4, baseWidth = 8, widen = 2)
  @StateDict("stage_2.#")
  Layer stage2();

  @Residual(filters = 512, blocks = 2, stride = 2)
  @Grouped(cardinality = 4, baseWidth = 8, widen = 2)
  @StateDict("stage_3.#")
  Layer stage3();

  @GlobalAvgPool
  Layer pool();

  @Linear
  @StateDict("classifier")
  Layer classifier();
}
