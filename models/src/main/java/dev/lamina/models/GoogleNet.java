package dev.lamina.models;

import static dev.lamina.dsl.Optimizer.ADAMW;
import static dev.lamina.dsl.Scheme.KAIMING_NORMAL_FAN_IN;

import dev.lamina.dsl.Activation;
import dev.lamina.dsl.BatchNorm;
import dev.lamina.dsl.Conv;
import dev.lamina.dsl.GlobalAvgPool;
import dev.lamina.dsl.Inception;
import dev.lamina.dsl.Initialize;
import dev.lamina.dsl.Input;
import dev.lamina.dsl.Layer;
import dev.lamina.dsl.Linear;
import dev.lamina.dsl.MaxPool;
import dev.lamina.dsl.Network;
import dev.lamina.dsl.StateDict;
import dev.lamina.dsl.Training;

/**
 * GoogLeNet (Szegedy et al., 2015) reduced to 32x32 images: eight Inception blocks at three sizes.
 * 260,650 parameters. Its layers are numbered as in the paper.
 */
@Network(input = @Input(channels = 3, height = 32, width = 32), classes = 10)
@Initialize(convolution = KAIMING_NORMAL_FAN_IN)
@Training(
    optimizer = ADAMW,
    epochs = 180,
    milestones = {100, 150})
public interface GoogleNet {

  /** 64 filters at full size. */
  @Conv(filters = 64, kernel = 3, bias = true)
  @BatchNorm
  @Activation
  @StateDict(value = "input_net.0", norm = "input_net.1")
  Layer stem();

  /** 64x32x32. */
  @Inception(reduce3x3 = 32, reduce5x5 = 16, out1x1 = 16, out3x3 = 32, out5x5 = 8, outPool = 8)
  @StateDict("inception_blocks.0")
  Layer inception3a();

  /** 96x32x32. */
  @Inception(reduce3x3 = 32, reduce5x5 = 16, out1x1 = 24, out3x3 = 48, out5x5 = 12, outPool = 12)
  @StateDict("inception_blocks.1")
  Layer inception3b();

  /** Halves the map. */
  @MaxPool(kernel = 3, stride = 2, padding = 1)
  Layer pool3();

  /** 96x16x16. */
  @Inception(reduce3x3 = 32, reduce5x5 = 16, out1x1 = 24, out3x3 = 48, out5x5 = 12, outPool = 12)
  @StateDict("inception_blocks.3")
  Layer inception4a();

  /** 96x16x16. */
  @Inception(reduce3x3 = 32, reduce5x5 = 16, out1x1 = 16, out3x3 = 48, out5x5 = 16, outPool = 16)
  @StateDict("inception_blocks.4")
  Layer inception4b();

  /** 96x16x16. */
  @Inception(reduce3x3 = 32, reduce5x5 = 16, out1x1 = 16, out3x3 = 48, out5x5 = 16, outPool = 16)
  @StateDict("inception_blocks.5")
  Layer inception4c();

  /** 128x16x16. */
  @Inception(reduce3x3 = 32, reduce5x5 = 16, out1x1 = 32, out3x3 = 48, out5x5 = 24, outPool = 24)
  @StateDict("inception_blocks.6")
  Layer inception4d();

  /** Halves the map. */
  @MaxPool(kernel = 3, stride = 2, padding = 1)
  Layer pool4();

  /** 128x8x8. */
  @Inception(reduce3x3 = 48, reduce5x5 = 16, out1x1 = 32, out3x3 = 64, out5x5 = 16, outPool = 16)
  @StateDict("inception_blocks.8")
  Layer inception5a();

  /** 128x8x8. */
  @Inception(reduce3x3 = 48, reduce5x5 = 16, out1x1 = 32, out3x3 = 64, out5x5 = 16, outPool = 16)
  @StateDict("inception_blocks.9")
  Layer inception5b();

  /** 128 features. */
  @GlobalAvgPool
  Layer pool();

  /** One logit a class. */
  @Linear
  @StateDict("output_net.2")
  Layer classifier();
}
