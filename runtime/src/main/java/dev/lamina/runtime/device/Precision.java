package dev.lamina.runtime.device;

import java.util.Locale;

/**
 * The precision of activations and of the weights that kernels read; statistics, loss and optimizer
 * state stay float32.
 */
public enum Precision {
  /** IEEE binary32 throughout. */
  FLOAT32,
  /**
   * IEEE binary32 in memory; convolutions and matrix products round what they multiply to 10 bits
   * of mantissa, for a GPU's tensor cores.
   */
  TF32,
  /** bfloat16 activations and weights, float32 master weights. */
  BFLOAT16,
  /** IEEE binary64 throughout: the reference device. */
  FLOAT64;

  /** In lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
