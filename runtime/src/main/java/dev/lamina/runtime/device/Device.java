package dev.lamina.runtime.device;

import dev.lamina.graph.ir.Space;

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

  /**
   * Allocates zeroed memory.
   *
   * @param space what will live there; it decides the element type and precision
   * @param elements how many, at least 0
   * @param what for messages and statistics, for example {@code activations}
   */
  Buffer allocate(Space space, long elements, String what);

  /** Releases a buffer of this device before the device is closed. */
  void release(Buffer buffer);

  /**
   * Prepares an op on fixed memory: everything that can be checked, chosen or allocated is done
   * here.
   *
   * @throws IllegalArgumentException if the shapes do not fit the op
   */
  Kernel bind(Binding binding);

  /** Returns when all kernels that were run have finished. */
  void finish();

  /** What has been allocated so far. */
  MemoryStatistics memory();

  @Override
  void close();
}
