package dev.lamina.examples.variants;

import static dev.lamina.dsl.ActivationFunction.IDENTITY;
import static dev.lamina.dsl.Join.ADD;
import static dev.lamina.dsl.Join.CONCAT;
import static dev.lamina.dsl.Sizes.SAME;

import dev.lamina.dsl.Activation;
import dev.lamina.dsl.AvgPool;
import dev.lamina.dsl.BatchNorm;
import dev.lamina.dsl.ChannelShuffle;
import dev.lamina.dsl.Conv;
import dev.lamina.dsl.GlobalAvgPool;
import dev.lamina.dsl.Input;
import dev.lamina.dsl.Layer;
import dev.lamina.dsl.Linear;
import dev.lamina.dsl.Network;
import dev.lamina.dsl.Parallel;
import dev.lamina.dsl.Repeat;
import dev.lamina.dsl.Sequential;

/** The units of ShuffleNet (Zhang et al., 2018, figure 2) with three groups, from user blocks. */
@Network(input = @Input(channels = 3, height = 32, width = 32), classes = 10)
interface ShuffleNet {

  /** Grouped 1x1, shuffle, depthwise 3x3, grouped 1x1. */
  @Sequential
  interface Body {
    @Conv(filters = 12, kernel = 1, groups = 3)
    @BatchNorm
    @Activation
    Layer reduce();

    @ChannelShuffle(groups = 3)
    Layer shuffle();

    @Conv(filters = 12, kernel = 3, groups = 12)
    @BatchNorm
    Layer depthwise();

    @Conv(filters = 48, kernel = 1, groups = 3)
    @BatchNorm
    Layer expand();
  }

  /** The body beside the input, as in figure 2b. */
  @Parallel(join = ADD)
  interface Unit {
    Body body();

    @Activation(IDENTITY)
    Layer shortcut();
  }

  /** Half the size and twice the channels, as in figure 2c. */
  @Parallel(join = CONCAT)
  interface Down {
    @AvgPool(kernel = 3, stride = 2, padding = SAME)
    Layer shortcut();

    DownBody body();
  }

  /** As {@link Body}, with a stride. */
  @Sequential
  interface DownBody {
    @Conv(filters = 12, kernel = 1, groups = 3)
    @BatchNorm
    @Activation
    Layer reduce();

    @ChannelShuffle(groups = 3)
    Layer shuffle();

    @Conv(filters = 12, kernel = 3, stride = 2, groups = 12)
    @BatchNorm
    Layer depthwise();

    @Conv(filters = 24, kernel = 1, groups = 3)
    @BatchNorm
    Layer expand();
  }

  @Conv(filters = 24, kernel = 3)
  @BatchNorm
  @Activation
  Layer stem();

  @Activation
  Down down();

  @Repeat(2)
  @Activation
  Unit stage();

  @GlobalAvgPool
  Layer pool();

  @Linear
  Layer classifier();
}
