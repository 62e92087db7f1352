package dev.lamina.examples.blocks;

import static dev.lamina.dsl.Join.CONCAT;

import dev.lamina.dsl.Activation;
import dev.lamina.dsl.BatchNorm;
import dev.lamina.dsl.Conv;
import dev.lamina.dsl.Layer;
import dev.lamina.dsl.Parallel;

/** Half of the channels see one pixel, half see nine. */
@Parallel(join = CONCAT)
public interface SqueezeExpand {

  /** 32 filters of 1x1. */
  @Conv(filters = 32, kernel = 1)
  @BatchNorm
  @Activation
  Layer one();

  /** 32 filters of 3x3. */
  @Conv(filters = 32, kernel = 3)
  @BatchNorm
  @Activation
  Layer three();
}
