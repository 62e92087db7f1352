package dev.lamina.runtime.device;

/**
 * The precision of activations and of the weights that kernels read; statistics, loss and optimizer
 * state stay float32.
 */
public enum Precision {
  /** IEEE binary32 throughout. */
  FLOAT32,
  /** bfloat16 activations and weights, float32 master weights. */
  BFLOAT16,
  /** IEEE binary64 throughout: the reference device. */
  FLOAT64
}
