package dev.lamina.dsl;

/** How the learning rate of {@link Training} changes from epoch to epoch. */
public enum Schedule {
  /** Times {@link Training#gamma} after each of {@link Training#milestones}. */
  MULTI_STEP,
  /**
   * Along half a cosine down to {@link Training#minimumLearningRate} (Loshchilov and Hutter, 2017).
   */
  COSINE
}
