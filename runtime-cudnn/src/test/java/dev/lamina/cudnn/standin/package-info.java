/**
 * The stand-in for NVIDIA's libraries, as tests see it.
 *
 * <p>In: the folder that {@code src/test/native/build.sh} filled. Out: counts of calls, violations
 * and living objects; faults and properties that a test wishes for; and the annotations of tests
 * that need a GPU, real or not.
 */
package dev.lamina.cudnn.standin;
