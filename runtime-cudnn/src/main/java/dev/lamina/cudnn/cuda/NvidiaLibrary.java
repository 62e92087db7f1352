package dev.lamina.cudnn.cuda;

import java.util.List;

/** The libraries of NVIDIA that JCuda's natives are linked with, in the order of loading. */
enum NvidiaLibrary {
  /** The driver. */
  CUDA("libcuda.so", 1, "NVIDIA's driver", "install the driver of the GPU"),
  /** Matrix products. */
  CUBLAS("libcublas.so", 12, "cuBLAS", "install CUDA 12's libraries, or build with -Pcuda-redist"),
  /** The compiler of CUDA C. */
  NVRTC("libnvrtc.so", 12, "NVRTC", "install CUDA 12's libraries, or build with -Pcuda-redist"),
  /** Convolutions, norms and pools. */
  CUDNN("libcudnn.so", 9, "cuDNN", "install cuDNN 9 for CUDA 12, or build with -Pcuda-redist");

  private final String stem;
  private final int major;
  private final String title;
  private final String advice;

  NvidiaLibrary(String stem, int major, String title, String advice) {
    this.stem = stem;
    this.major = major;
    this.title = title;
    this.advice = advice;
  }

  /** The file's name without a version, for example {@code libcudnn.so}. */
  String stem() {
    return stem;
  }

  /** The major version in the file's name. */
  int major() {
    return major;
  }

  /** The file that JCuda asks for, for example {@code libcudnn.so.9}. */
  String fileName() {
    return stem + "." + major;
  }

  /** Its name for people. */
  String title() {
    return title;
  }

  /** How to get it. */
  String advice() {
    return advice;
  }

  /**
   * Patterns of the files beside it that it needs and, in some packages of NVIDIA's, does not find
   * by itself: cuBLAS leaves the work to another library, NVRTC opens its headers when it compiles.
   */
  List<String> companions() {
    return switch (this) {
      case CUBLAS -> List.of("libcublasLt.so.12");
      case NVRTC -> List.of("libnvrtc-builtins.so.12*");
      case CUDA, CUDNN -> List.of();
    };
  }
}
