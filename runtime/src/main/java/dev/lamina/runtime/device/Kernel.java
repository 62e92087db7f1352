package dev.lamina.runtime.device;

/**
 * An op bound to its memory. Running it allocates nothing; kernels of one device run in the order
 * of their calls.
 */
@FunctionalInterface
public interface Kernel {

  /** Runs the op, or enqueues it behind what was run before. */
  void run();

  /**
   * The library's implementation that was chosen, for profiles, for example {@code
   * jit:avx512_core}.
   */
  default String implementation() {
    return "java";
  }
}
