package dev.lamina.cudnn;

import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;

/**
 * How one kind of op becomes a kernel.
 *
 * @param <T> the op
 */
@FunctionalInterface
interface Lowering<T> {

  /**
   * A kernel for a binding whose operands were checked.
   *
   * @param op the binding's op
   * @param binding its operands
   * @param bench to make launches and library calls with
   */
  Kernel bind(T op, Binding binding, Workbench bench);
}
