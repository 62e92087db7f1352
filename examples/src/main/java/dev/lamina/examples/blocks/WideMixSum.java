package dev.lamina.examples.blocks;

import static dev.lamina.dsl.ActivationFunction.IDENTITY;
import static dev.lamina.dsl.Join.ADD;

import dev.lamina.dsl.Activation;
import dev.lamina.dsl.Layer;
import dev.lamina.dsl.Parallel;

/** The sum of a wide branch, an Inception-style branch and the input itself. */
@Parallel(join = ADD)
public interface WideMixSum {

  /** Two 3x3 convolutions. */
  WideBody body();

  /** 3x3 and 5x5 side by side. */
  MixedBody mixed();

  /** The way around. */
  @Activation(IDENTITY)
  Layer identity();
}
