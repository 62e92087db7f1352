package dev.lamina.onednn.primitive;

import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;

/** Facts about the loaded library and the processor it found. */
public final class OneDnnLibrary {
  private static final int ISA_AVX2 = dnnl.dnnl_cpu_isa_avx2;
  private static final int ISA_AVX512 = dnnl.dnnl_cpu_isa_avx512_core;
  private static final int ISA_AVX512_BF16 = dnnl.dnnl_cpu_isa_avx512_core_bf16;
  private static final int ISA_AMX = dnnl.dnnl_cpu_isa_avx512_core_amx;

  private OneDnnLibrary() {}

  /** For example {@code oneDNN 3.11.0}. */
  public static String version() {
    dnnl_version_t version = dnnl.dnnl_version();
    return "oneDNN " + version.major() + "." + version.minor() + "." + version.patch();
  }

  /** The platform whose natives are needed, for example {@code linux-x86_64}. */
  public static String platform() {
    return Loader.getPlatform();
  }

  /** The widest vector instructions in use, for example {@code AVX-512 with bfloat16}. */
  public static String isa() {
    int isa = dnnl.dnnl_get_effective_cpu_isa();
    if (has(isa, ISA_AMX)) {
      return "AVX-512 with AMX";
    }
    if (has(isa, ISA_AVX512_BF16)) {
      return "AVX-512 with bfloat16";
    }
    if (has(isa, ISA_AVX512)) {
      return "AVX-512";
    }
    return has(isa, ISA_AVX2) ? "AVX2" : "baseline vector instructions";
  }

  /** Whether the processor multiplies bfloat16 numbers by itself. */
  public static boolean hasBfloat16() {
    return has(dnnl.dnnl_get_effective_cpu_isa(), ISA_AVX512_BF16);
  }

  /** Whether the processor has vectors of 512 bits, and no tiles (AMX) for matrix products. */
  public static boolean hasAvx512WithoutTiles() {
    int isa = dnnl.dnnl_get_effective_cpu_isa();
    return has(isa, ISA_AVX512) && !has(isa, ISA_AMX);
  }

  private static boolean has(int isa, int wanted) {
    return (isa & wanted) == wanted;
  }
}
