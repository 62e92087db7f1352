package dev.lamina.cudnn.cuda;

import java.nio.charset.StandardCharsets;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdevice_attribute;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;
import jcuda.jcublas.JCublas2;
import jcuda.jcudnn.JCudnn;
import jcuda.libraryPropertyType;
import jcuda.nvrtc.JNvrtc;

/**
 * The first GPU, and the versions of the libraries that will drive it.
 *
 * @param name as the driver calls it
 * @param architecture compute capability, for example 90 for 9.0
 * @param multiprocessors how many it has
 * @param driver the newest CUDA that the driver knows
 * @param cublas of the library found
 * @param nvrtc of the library found
 * @param cudnn of the library found
 */
public record Gpu(
    String name,
    int architecture,
    int multiprocessors,
    Version driver,
    Version cublas,
    Version nvrtc,
    Version cudnn) {
  private static final int NAME_BYTES = 256;

  /**
   * Loads the libraries and looks for the first GPU; nothing is kept open.
   *
   * @throws CudaUnavailable if a library is missing or of another major version than is needed, or
   *     there is no GPU
   */
  public static Gpu find() {
    NvidiaLibraries.load(folders());
    try {
      initialize();
      return describe(new CUdevice());
    } catch (CudaError e) {
      throw new CudaUnavailable("the GPU does not answer: " + e.getMessage(), e);
    } catch (LinkageError e) {
      throw new CudaUnavailable("JCuda's natives cannot be loaded: " + firstLine(e), e);
    }
  }

  /** Without a driver nothing is unpacked: the libraries alone are of no use. */
  private static LibraryFolders folders() {
    LibraryFolders folders = LibraryFolders.installed();
    return folders
        .find(NvidiaLibrary.CUDA.fileName())
        .flatMap(driver -> PackagedLibraries.installed().folder())
        .map(folders::and)
        .orElse(folders);
  }

  private static String firstLine(LinkageError error) {
    return String.valueOf(error.getMessage()).lines().findFirst().orElse("no reason given");
  }

  private static void initialize() {
    int result = JCudaDriver.cuInit(0);
    if (result == CUresult.CUDA_ERROR_NO_DEVICE) {
      throw new CudaUnavailable(
          "there is no NVIDIA GPU: the driver was found, and cuInit says CUDA_ERROR_NO_DEVICE");
    }
    Check.driver("cuInit", result);
    int[] count = {0};
    Check.driver("cuDeviceGetCount", JCudaDriver.cuDeviceGetCount(count));
    if (count[0] == 0) {
      throw new CudaUnavailable("there is no NVIDIA GPU: the driver was found, and counts none");
    }
  }

  private static Gpu describe(CUdevice device) {
    Check.driver("cuDeviceGet", JCudaDriver.cuDeviceGet(device, 0));
    byte[] name = new byte[NAME_BYTES];
    Check.driver("cuDeviceGetName", JCudaDriver.cuDeviceGetName(name, NAME_BYTES, device));
    int major = attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR);
    int minor = attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR);
    return new Gpu(
        new String(name, StandardCharsets.UTF_8).split("\0", 2)[0],
        10 * major + minor,
        attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT),
        driverVersion(),
        require(NvidiaLibrary.CUBLAS, cublasVersion()),
        require(NvidiaLibrary.NVRTC, nvrtcVersion()),
        require(NvidiaLibrary.CUDNN, Version.ofCudnn(JCudnn.cudnnGetVersion())));
  }

  private static int attribute(CUdevice device, int attribute) {
    int[] value = {0};
    int result = JCudaDriver.cuDeviceGetAttribute(value, attribute, device);
    Check.driver("cuDeviceGetAttribute", result);
    return value[0];
  }

  private static Version driverVersion() {
    int[] number = {0};
    Check.driver("cuDriverGetVersion", JCudaDriver.cuDriverGetVersion(number));
    Version version = Version.ofDriver(number[0]);
    if (version.major() < NvidiaLibrary.CUBLAS.major()) {
      throw new CudaUnavailable(
          "NVIDIA's driver knows CUDA up to %s, and 12 is needed: install a newer driver"
              .formatted(version));
    }
    return version;
  }

  private static Version cublasVersion() {
    return new Version(
        property(libraryPropertyType.MAJOR_VERSION),
        property(libraryPropertyType.MINOR_VERSION),
        property(libraryPropertyType.PATCH_LEVEL));
  }

  private static int property(int type) {
    int[] value = {0};
    Check.cublas("cublasGetProperty", JCublas2.cublasGetProperty(type, value));
    return value[0];
  }

  private static Version nvrtcVersion() {
    int[] major = {0};
    int[] minor = {0};
    Check.nvrtc("nvrtcVersion", JNvrtc.nvrtcVersion(major, minor));
    return new Version(major[0], minor[0], 0);
  }

  /** A file's name promises a major version that the library itself need not have. */
  private static Version require(NvidiaLibrary library, Version found) {
    if (found.major() != library.major()) {
      throw new CudaUnavailable(
          "%s is %s %s, and %d is needed: %s"
              .formatted(
                  library.fileName(), library.title(), found, library.major(), library.advice()));
    }
    return found;
  }

  /** One line, for example {@code NVIDIA H100 (sm_90), CUDA driver 12.6, cuDNN 9.5.1, …}. */
  @Override
  public String toString() {
    return "%s (sm_%d), CUDA driver %s, cuDNN %s, cuBLAS %s, NVRTC %s"
        .formatted(name, architecture, driver, cudnn, cublas, nvrtc);
  }
}
