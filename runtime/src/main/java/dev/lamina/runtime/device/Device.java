package dev.lamina.runtime.device;

import dev.lamina.graph.ir.Space;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * An opened device: it allocates memory and turns ops into kernels. It owns every buffer and kernel
 * that it made and releases them all in {@link #close}. Not safe for use by several threads at
 * once.
 */
public interface Device extends AutoCloseable {

  /** The name by which users choose it, for example {@code onednn}. */
  String name();

  /** What it runs on, in one line: library and version, hardware, precision, threads. */
  String description();

  /** What it computes in. */
  Precision precision();

  /**
   * Allocates zeroed memory.
   *
   * @param space what will live there; it decides the element type and precision
   * @param elements how many, at least 0
   * @param what for messages and statistics, for example {@code activations}
   */
  Buffer allocate(Space space, long elements, String what);

  /**
   * The bytes that {@link #allocate} would take.
   *
   * @param space what will live there
   * @param elements how many, at least 0
   */
  long bytes(Space space, long elements);

  /** Bytes that may still be allocated, as far as can be known beforehand; empty if it cannot. */
  default OptionalLong freeBytes() {
    return OptionalLong.empty();
  }

  /**
   * Releases a buffer of this device before the device is closed; neither it nor a kernel bound to
   * it may be used afterwards.
   *
   * @throws IllegalArgumentException if it is not this device's, or was released already
   */
  void release(Buffer buffer);

  /**
   * Takes a network's kernels of fused ops, as CUDA C, before its ops are bound. A device that
   * computes fused ops its own way does not look at them.
   *
   * @param kernels what to compile; may be empty
   */
  default void prepare(Supplier<String> kernels) {}

  /**
   * Prepares an op on fixed memory: everything that can be checked, chosen or allocated is done
   * here. What the outputs hold may be lost, as a device may run the op to see how fast it is.
   *
   * @throws IllegalArgumentException if a buffer is not this device's, or the operands do not fit
   *     the op: {@link BindingChecks} holds the rules
   */
  Kernel bind(Binding binding);

  /**
   * Takes images into the device's memory, to make batches of them there.
   *
   * @param images all that there is to know of them
   * @param input where the images of a batch go
   * @param labels where the labels go
   * @param random two integers, the second of which is the number of the step
   * @return empty where the device does not do that
   */
  default Optional<ImageBatches> keep(ImageSet images, Tensor input, Tensor labels, Tensor random) {
    return Optional.empty();
  }

  /**
   * Makes one kernel of a sequence that will be run again and again, where the device can do better
   * than to run the kernels one by one; nothing is run yet. What changes from run to run has to lie
   * in buffers.
   *
   * @param sequence runs kernels of this device, each of which has run before, and does nothing
   *     else: it transfers, binds and allocates nothing
   */
  default Kernel capture(Runnable sequence) {
    return sequence::run;
  }

  /**
   * How many training steps should lie between two readings of their losses, 1 to 64: reading waits
   * for all that was enqueued. A device whose kernels have finished when they return loses nothing
   * by it.
   */
  default int stepsPerReading() {
    return 1;
  }

  /** Returns when all kernels that were run have finished. */
  void finish();

  /** What has been allocated so far. */
  MemoryStatistics memory();

  /** Releases everything; closing again has no effect. */
  @Override
  void close();
}
