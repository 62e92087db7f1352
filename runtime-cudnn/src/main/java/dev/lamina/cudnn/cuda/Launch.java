package dev.lamina.cudnn.cuda;

import jcuda.Pointer;
import jcuda.driver.CUfunction;
import jcuda.driver.JCudaDriver;

/** One kernel of our own with its arguments, ready to be enqueued again and again. */
public final class Launch {
  /** Threads of every block of every kernel of ours. */
  public static final int BLOCK = 256;

  private final GpuContext context;
  private final String call;
  private final CUfunction function;
  private final int blocks;
  private final Arguments arguments;
  private Pointer pointers = new Pointer();
  private int asOf = -1;

  /**
   * Prepares a launch.
   *
   * @param name of the kernel
   * @param blocks of {@link #BLOCK} threads each
   * @param arguments complete
   */
  public Launch(
      GpuContext context, KernelModule module, String name, int blocks, Arguments arguments) {
    this.context = context;
    this.call = "cuLaunchKernel of " + name;
    this.function = module.function(name);
    this.blocks = blocks;
    this.arguments = arguments;
  }

  /** Enqueues it. */
  public void run() {
    int moves = context.workspace().moves();
    if (asOf != moves) {
      asOf = moves;
      pointers = arguments.pointers();
    }
    int result =
        JCudaDriver.cuLaunchKernel(
            function, blocks, 1, 1, BLOCK, 1, 1, 0, context.stream().handle(), pointers, null);
    Check.driver(call, result);
  }
}
