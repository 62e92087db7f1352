package dev.lamina.runtime.training;

/**
 * The sums of the steps that an epoch has behind it.
 *
 * @param steps done, 0 at an epoch's beginning
 * @param images that went through them
 * @param correct images that were classified correctly
 * @param lossSum of the images' losses
 * @param seconds that the steps took
 */
record PartialEpoch(int steps, long images, long correct, double lossSum, double seconds) {
  static final PartialEpoch NONE = new PartialEpoch(0, 0, 0, 0, 0);
}
