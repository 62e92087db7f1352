package dev.lamina.examples.blocks;

import dev.lamina.dsl.Activation;
import dev.lamina.dsl.Layer;
import dev.lamina.dsl.Sequential;

/** A residual unit whose function has two branches. */
@Sequential
public interface WideMix {

  /** Both branches and the way around them. */
  WideMixSum sum();

  /** After the sum, as in ResNet. */
  @Activation
  Layer activation();
}
