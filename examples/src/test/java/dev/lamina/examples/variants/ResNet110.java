package dev.lamina.examples.variants;

import static dev.lamina.dsl.Scheme.KAIMING_NORMAL_FAN_OUT;

import dev.lamina.dsl.Initialize;
import dev.lamina.dsl.Input;
import dev.lamina.dsl.Layer;
import dev.lamina.dsl.Network;
import dev.lamina.dsl.Residual;
import dev.lamina.dsl.StateDict;
import dev.lamina.models.ResNet;

/** ResNet with 18 blocks in each stage: 110 layers (He et al., 2016, table 6). */
@Network(input = @Input(channels = 3, height = 32, width = 32), classes = 10)
@Initialize(convolution = KAIMING_NORMAL_FAN_OUT)
public interface ResNet110 extends ResNet {

  @Override
  @Residual(filters = 16, blocks = 18)
  @StateDict("blocks.#")
  Layer stage1();

  @Override
  @Residual(filters = 32, blocks = 18, stride = 2)
  @StateDict(value = "blocks.#", first = 18)
  Layer stage2();

  @Override
  @Residual(filters = 64, blocks = 18, stride = 2)
  @StateDict(value = "blocks.#", first = 36)
  Layer stage3();
}
