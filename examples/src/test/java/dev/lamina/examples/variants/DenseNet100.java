package dev.lamina.examples.variants;

import static dev.lamina.dsl.Scheme.KAIMING_NORMAL_FAN_IN;

import dev.lamina.dsl.Activation;
import dev.lamina.dsl.BatchNorm;
import dev.lamina.dsl.Conv;
import dev.lamina.dsl.Dense;
import dev.lamina.dsl.GlobalAvgPool;
import dev.lamina.dsl.Initialize;
import dev.lamina.dsl.Input;
import dev.lamina.dsl.Layer;
import dev.lamina.dsl.Linear;
import dev.lamina.dsl.Network;
import dev.lamina.dsl.Transition;

/** DenseNet-BC with 100 layers and growth rate 12 (Huang et al., 2017, table 2). */
@Network(input = @Input(channels = 3, height = 32, width = 32), classes = 10)
@Initialize(convolution = KAIMING_NORMAL_FAN_IN)
public interface DenseNet100 {

  @Conv(filters = 24, kernel = 3)
  Layer stem();

  @Dense(layers = 16, growth = 12, bottleneck = 4)
  Layer dense1();

  @Transition(compression = 0.5)
  Layer transition1();

  @Dense(layers = 16, growth = 12, bottleneck = 4)
  Layer dense2();

  @Transition(compression = 0.5)
  Layer transition2();

  @Dense(layers = 16, growth = 12, bottleneck = 4)
  Layer dense3();

  @BatchNorm
  @Activation
  Layer output();

  @GlobalAvgPool
  Layer pool();

  @Linear
  Layer classifier();
}
