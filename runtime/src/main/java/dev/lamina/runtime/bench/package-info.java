/**
 * How fast training steps are, and how fast they could be.
 *
 * <p>In: a compiled network and a device. Out: the times of whole training steps on images that are
 * in memory already ({@link dev.lamina.runtime.bench.Benchmark}), the memory that they take, and
 * the time below which this machine cannot get with the same ops ({@link
 * dev.lamina.runtime.bench.StepLimit}). Where the time goes is for {@link
 * dev.lamina.runtime.profile}.
 */
package dev.lamina.runtime.bench;
