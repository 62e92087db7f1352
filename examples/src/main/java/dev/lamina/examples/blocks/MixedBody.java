package dev.lamina.examples.blocks;

import static dev.lamina.dsl.Join.CONCAT;

import dev.lamina.dsl.BatchNorm;
import dev.lamina.dsl.Conv;
import dev.lamina.dsl.Layer;
import dev.lamina.dsl.Parallel;

/** Two sizes of convolution side by side, 16 filters each. */
@Parallel(join = CONCAT)
public interface MixedBody {

  /** Sees 3x3 pixels. */
  @Conv(filters = 16, kernel = 3)
  @BatchNorm
  Layer three();

  /** Sees 5x5 pixels. */
  @Conv(filters = 16, kernel = 5)
  @BatchNorm
  Layer five();
}
