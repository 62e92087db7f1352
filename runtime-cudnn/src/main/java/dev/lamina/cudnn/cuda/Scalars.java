package dev.lamina.cudnn.cuda;

import jcuda.Pointer;

/** The factors that library calls put results together with: new values, and old ones or none. */
final class Scalars {
  static final Pointer ONE = Pointer.to(new float[] {1});
  static final Pointer ZERO = Pointer.to(new float[] {0});

  private Scalars() {}
}
