package dev.lamina.cudnn.cuda;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jcuda.nvrtc.JNvrtc;
import jcuda.nvrtc.nvrtcProgram;
import jcuda.nvrtc.nvrtcResult;

/** CUDA C to something that the driver loads, with NVRTC. */
final class KernelCompiler {
  private static final String FILE = "lamina.cu";

  private final boolean exact;
  private final int architecture;

  private KernelCompiler(boolean exact, int architecture) {
    this.exact = exact;
    this.architecture = architecture;
  }

  /**
   * A compiler for a GPU: machine code where NVRTC knows the architecture, else PTX for the newest
   * one that it knows and the GPU is compatible with.
   */
  static KernelCompiler forArchitecture(int architecture) {
    int[] known = supported();
    int best =
        Arrays.stream(known)
            .filter(candidate -> candidate <= architecture)
            .max()
            .orElseThrow(() -> tooOld(architecture, known));
    return new KernelCompiler(best == architecture, best);
  }

  private static CudaUnavailable tooOld(int architecture, int[] known) {
    return new CudaUnavailable(
        "NVRTC compiles for sm_%d and later, and the GPU is sm_%d: it is too old for these libraries"
            .formatted(Arrays.stream(known).min().orElse(0), architecture));
  }

  private static int[] supported() {
    int[] count = {0};
    Check.nvrtc("nvrtcGetNumSupportedArchs", JNvrtc.nvrtcGetNumSupportedArchs(count));
    int[] architectures = new int[count[0]];
    Check.nvrtc("nvrtcGetSupportedArchs", JNvrtc.nvrtcGetSupportedArchs(architectures));
    return architectures;
  }

  /** The option that names the architecture; part of what an image depends on. */
  String target() {
    return "--gpu-architecture=" + (exact ? "sm_" : "compute_") + architecture;
  }

  /**
   * Compiles.
   *
   * @param options besides {@link #target}
   * @throws IllegalStateException with NVRTC's log, if the source is not CUDA C
   */
  byte[] compile(String source, List<String> options) {
    nvrtcProgram program = new nvrtcProgram();
    Check.nvrtc(
        "nvrtcCreateProgram",
        JNvrtc.nvrtcCreateProgram(program, source, FILE, 0, new String[0], new String[0]));
    try {
      List<String> all = new ArrayList<>(options);
      all.add(target());
      int result = JNvrtc.nvrtcCompileProgram(program, all.size(), all.toArray(String[]::new));
      if (result == nvrtcResult.NVRTC_ERROR_COMPILATION) {
        throw new IllegalStateException("NVRTC refuses the kernels: " + log(program));
      }
      Check.nvrtc("nvrtcCompileProgram", result);
      return exact ? machineCode(program) : ptx(program);
    } finally {
      Check.nvrtc("nvrtcDestroyProgram", JNvrtc.nvrtcDestroyProgram(program));
    }
  }

  private static String log(nvrtcProgram program) {
    String[] log = {""};
    Check.nvrtc("nvrtcGetProgramLog", JNvrtc.nvrtcGetProgramLog(program, log));
    return log[0];
  }

  private static byte[] machineCode(nvrtcProgram program) {
    long[] size = {0};
    Check.nvrtc("nvrtcGetCUBINSize", JNvrtc.nvrtcGetCUBINSize(program, size));
    byte[] image = new byte[Math.toIntExact(size[0])];
    Check.nvrtc("nvrtcGetCUBIN", JNvrtc.nvrtcGetCUBIN(program, image));
    return image;
  }

  /** The driver takes text up to a zero byte. */
  private static byte[] ptx(nvrtcProgram program) {
    String[] text = {""};
    Check.nvrtc("nvrtcGetPTX", JNvrtc.nvrtcGetPTX(program, text));
    return (text[0] + "\0").getBytes(StandardCharsets.US_ASCII);
  }
}
