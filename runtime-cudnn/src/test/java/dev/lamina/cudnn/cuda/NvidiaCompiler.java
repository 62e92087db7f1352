package dev.lamina.cudnn.cuda;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.cudnn.KernelSources;

/** NVIDIA's own compiler, which needs no GPU; see {@link RealLibraries}. */
public final class NvidiaCompiler {
  /** The GPUs that kernels have to compile for, by their compute capability. */
  private static final int[] ARCHITECTURES = {75, 80, 90};

  private NvidiaCompiler() {}

  /** Passes over the test, with a reason, where the library is not on this machine. */
  public static void assumeInstalled() {
    RealLibraries.assumeInstalled(NvidiaLibrary.NVRTC);
  }

  /**
   * Compiles kernels, with what our own kernels share, for every architecture and type.
   *
   * @throws IllegalStateException with the compiler's message, if one of them is not CUDA C
   */
  public static void compile(String kernels) {
    for (int architecture : ARCHITECTURES) {
      KernelCompiler compiler = KernelCompiler.forArchitecture(architecture);
      for (RealType type : RealType.values()) {
        byte[] image = compiler.compile(KernelSources.with(kernels), KernelSources.options(type));
        assertTrue(image.length > 0);
      }
    }
  }
}
