package dev.lamina.examples.blocks;

import dev.lamina.dsl.Activation;
import dev.lamina.dsl.BatchNorm;
import dev.lamina.dsl.Conv;
import dev.lamina.dsl.Layer;
import dev.lamina.dsl.Sequential;

/** Few channels first, many after (the fire module of Iandola et al., 2016, with norms). */
@Sequential
public interface Squeeze {

  /** Down to 16 channels. */
  @Conv(filters = 16, kernel = 1)
  @BatchNorm
  @Activation
  Layer squeeze();

  /** Up to 64. */
  SqueezeExpand expand();
}
