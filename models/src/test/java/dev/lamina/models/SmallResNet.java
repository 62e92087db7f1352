package dev.lamina.models;

import dev.lamina.dsl.Activation;
import dev.lamina.dsl.BatchNorm;
import dev.lamina.dsl.Conv;
import dev.lamina.dsl.Dropout;
import dev.lamina.dsl.GlobalAvgPool;
import dev.lamina.dsl.Input;
import dev.lamina.dsl.Layer;
import dev.lamina.dsl.Linear;
import dev.lamina.dsl.MaxPool;
import dev.lamina.dsl.Network;
import dev.lamina.dsl.Residual;

/** A bit of everything, so small that hundreds of steps take no time. */
@Network(input = @Input(channels = 3, height = 32, width = 32), classes = 10)
public interface SmallResNet {

  @Conv(filters = 4, kernel = 3, stride = 4)
  @BatchNorm
  @Activation
  Layer stem();

  @MaxPool(kernel = 2, stride = 2)
  Layer shrink();

  @Residual(filters = 4, blocks = 1)
  Layer first();

  @Residual(filters = 8, blocks = 1, stride = 2)
  Layer second();

  @GlobalAvgPool
  Layer pool();

  @Dropout(rate = 0.25)
  Layer drop();

  @Linear
  Layer classifier();
}
