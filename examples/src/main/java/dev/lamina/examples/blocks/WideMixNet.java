package dev.lamina.examples.blocks;

import static dev.lamina.dsl.Scheme.KAIMING_NORMAL_FAN_OUT;

import dev.lamina.dsl.Activation;
import dev.lamina.dsl.BatchNorm;
import dev.lamina.dsl.Conv;
import dev.lamina.dsl.GlobalAvgPool;
import dev.lamina.dsl.Initialize;
import dev.lamina.dsl.Input;
import dev.lamina.dsl.Layer;
import dev.lamina.dsl.Linear;
import dev.lamina.dsl.MaxPool;
import dev.lamina.dsl.Network;
import dev.lamina.dsl.Repeat;

/**
 * A network of blocks that Lamina does not know: wide residual units with a second, Inception-style
 * branch, then units that squeeze the channels before they expand them again.
 */
@Network(input = @Input(channels = 3, height = 32, width = 32), classes = 10)
@Initialize(convolution = KAIMING_NORMAL_FAN_OUT)
public interface WideMixNet {

  /** 32 filters at full size. */
  @Conv(filters = 32, kernel = 3)
  @BatchNorm
  @Activation
  Layer stem();

  /** Two residual units of 32 channels, each with parameters of its own. */
  @Repeat(2)
  WideMix wide();

  /** Halves the map. */
  @MaxPool(kernel = 2)
  Layer half();

  /** 64 channels through 16. */
  Squeeze squeeze1();

  /** And once more. */
  Squeeze squeeze2();

  /** Quarters the map. */
  @MaxPool(kernel = 2)
  Layer quarter();

  /** Three more at the smallest size. */
  @Repeat(3)
  Squeeze squeeze3();

  /** 64 features. */
  @GlobalAvgPool
  Layer pool();

  /** One logit a class. */
  @Linear
  Layer classifier();
}
