package dev.lamina.examples.blocks;

import static dev.lamina.dsl.Sizes.SAME;

import dev.lamina.dsl.Activation;
import dev.lamina.dsl.BatchNorm;
import dev.lamina.dsl.Conv;
import dev.lamina.dsl.Layer;
import dev.lamina.dsl.Sequential;

/** Two 3x3 convolutions that keep the number of channels, whatever it is. */
@Sequential
public interface WideBody {

  /** The first, with activation. */
  @Conv(filters = SAME, kernel = 3)
  @BatchNorm
  @Activation
  Layer conv1();

  /** The second, whose activation follows the sum. */
  @Conv(filters = SAME, kernel = 3)
  @BatchNorm
  Layer conv2();
}
