/**
 * How fast training steps are, and how fast they could be.
 *
 * <p>In: a compiled network and a device. Out: the times of whole training steps on images that are
 * in memory already ({@link dev.lamina.runtime.bench.Benchmark}), the memory that they take, and
 * what this machine could reach with the same ops, by the rates of large ones ({@link
 * dev.lamina.runtime.bench.StepLimit}) and by what each kernel takes alone ({@link
 * dev.lamina.runtime.bench.AloneLimit}). Where the time goes is for {@link
 * dev.lamina.runtime.profile}.
 */
package dev.lamina.runtime.bench;
