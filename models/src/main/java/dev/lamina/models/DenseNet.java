package dev.lamina.models;

import static dev.lamina.dsl.Optimizer.ADAMW;
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
import dev.lamina.dsl.StateDict;
import dev.lamina.dsl.Training;
import dev.lamina.dsl.Transition;

/**
 * DenseNet (Huang et al., 2017) for 32x32 images: four dense blocks of six layers that each add 16
 * channels. 239,146 parameters.
 */
@Network(input = @Input(channels = 3, height = 32, width = 32), classes = 10)
@Initialize(convolution = KAIMING_NORMAL_FAN_IN)
@Training(
    optimizer = ADAMW,
    epochs = 180,
    milestones = {100, 150})
public interface DenseNet {

  /** 32 filters at full size; the first dense layer brings norm and activation. */
  @Conv(filters = 32, kernel = 3, bias = true)
  @StateDict("input_net.0")
  Layer stem();

  /** 128x32x32. */
  @Dense(layers = 6)
  @StateDict("blocks.0")
  Layer dense1();

  /** 64x16x16. */
  @Transition
  @StateDict("blocks.1")
  Layer transition1();

  /** 160x16x16. */
  @Dense(layers = 6)
  @StateDict("blocks.2")
  Layer dense2();

  /** 80x8x8. */
  @Transition
  @StateDict("blocks.3")
  Layer transition2();

  /** 176x8x8. */
  @Dense(layers = 6)
  @StateDict("blocks.4")
  Layer dense3();

  /** 88x4x4. */
  @Transition
  @StateDict("blocks.5")
  Layer transition3();

  /** 184x4x4. */
  @Dense(layers = 6)
  @StateDict("blocks.6")
  Layer dense4();

  /** Norm and activation that the last dense block leaves to its successor. */
  @BatchNorm
  @Activation
  @StateDict("output_net.0")
  Layer output();

  /** 184 features. */
  @GlobalAvgPool
  Layer pool();

  /** One logit a class. */
  @Linear
  @StateDict("output_net.4")
  Layer classifier();
}
